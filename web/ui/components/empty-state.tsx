import type { ComponentChildren } from 'preact';
import { useArrival } from './focus.ts';
import { Icon, type IconName } from './icon.tsx';

/** Says why there is nothing to see, and what can be done. */
export function EmptyState({
  icon,
  picture,
  title,
  level = 2,
  children,
  actions,
}: {
  icon: IconName;
  /** Replaces the icon. */
  picture?: ComponentChildren;
  title: string;
  /** Heading level: 1 if the page shows nothing else. */
  level?: 1 | 2;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  const heading = useArrival();
  return (
    <div class="ui-empty">
      {picture ?? <Icon name={icon} size={32} />}
      {level === 1 ? (
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      ) : (
        <h2>{title}</h2>
      )}
      {children && <div class="muted">{children}</div>}
      {actions && <div class="ui-empty-actions">{actions}</div>}
    </div>
  );
}
