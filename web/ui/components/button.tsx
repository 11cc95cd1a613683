import type { ButtonHTMLAttributes } from 'preact';
import { Icon, type IconName } from './icon.tsx';

type Attributes = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'>;

export interface ButtonProps extends Attributes {
  /** `primary`: the main action of a screen. `danger`: deletes something. `caution`: the destructive one of several choices. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'caution';
  icon?: IconName;
  /** Shows that the action is running; the button keeps the focus but does nothing. */
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

/** A button with only an icon. `label` is its accessible name and its tooltip. */
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
