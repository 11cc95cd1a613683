import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** A way to go on: what it is called, and what happens to everything concerned if it is taken. */
export function Choice({
  icon,
  title,
  emphasised = false,
  children,
  ...rest
}: {
  icon: IconName;
  title: string;
  /** What most people want. */
  emphasised?: boolean;
  children: ComponentChildren;
  onClick(): void;
  disabled?: boolean;
  autofocus?: boolean;
}) {
  return (
    <button type="button" class={`ui-choice ${emphasised ? 'ui-choice-emphasised' : ''}`} {...rest}>
      <Icon name={icon} />
      <span>
        <strong>{title}</strong>
        <span class="muted small">{children}</span>
      </span>
    </button>
  );
}
