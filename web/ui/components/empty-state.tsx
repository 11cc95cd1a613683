import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** Says why there is nothing to see and what could be done. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <div class="ui-empty">
      <Icon name={icon} size={32} />
      <h2>{title}</h2>
      {children && <div class="muted">{children}</div>}
      {actions && <div class="ui-empty-actions">{actions}</div>}
    </div>
  );
}
