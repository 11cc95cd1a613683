import type { ButtonHTMLAttributes } from 'preact';
import { Icon, type IconName } from './icon.tsx';

type Attributes = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'>;

export interface ButtonProps extends Attributes {
  /** `primary` for the one thing a screen asks for; `danger` where something is deleted, `caution` where that is one of several ways. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'caution';
  icon?: IconName;
  /** Shows that the work is under way; the button keeps its focus but does nothing. */
  busy?: boolean;
}

/** A button that never submits a form unless it says `type="submit"`. */
export function Button({ variant = 'secondary', icon, busy, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...(busy ? { 'aria-disabled': true, onClick: preventDefault } : {})}
      class={`ui-button ui-button-${variant} ${rest.class ?? ''}`}
    >
      {busy ? <span class="ui-spinner" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A button of one icon. `label` is its name for screen readers and its tooltip. */
export function IconButton({
  icon,
  label,
  ...rest
}: Attributes & { icon: IconName; label: string }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      class={`ui-button ui-button-quiet ui-icon-button ${rest.class ?? ''}`}
    >
      <Icon name={icon} />
    </button>
  );
}

function preventDefault(event: Event): void {
  event.preventDefault();
}
