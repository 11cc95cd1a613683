import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { focusNeighbour } from './focus.ts';
import { Icon, type IconName } from './icon.tsx';

const ITEM = '[role^=menuitem]';

interface MenuProps {
  /** The button's accessible name; also its text unless it has only an icon. */
  label: string;
  icon?: IconName;
  /** Shown on the button instead of the label. */
  face?: ComponentChildren;
  iconOnly?: boolean;
  /** `MenuItem`s and `MenuSeparator`s. */
  children: ComponentChildren;
}

/** A button with a menu in a popover: arrows, Home and End move, Escape closes and returns the focus. */
export function Menu({ label, icon, face, iconOnly = false, children }: MenuProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  // Every card has menus: their items are rendered when they are first opened.
  const hasOpened = useSignal(false);
  return (
    <>
      <button
        type="button"
        class={`ui-button ui-button-quiet ${iconOnly ? 'ui-icon-button' : ''}`}
        aria-haspopup="menu"
        aria-label={iconOnly || face ? label : undefined}
        title={iconOnly ? label : undefined}
        popoverTarget={id}
      >
        {icon && <Icon name={icon} />}
        {face ?? (iconOnly ? null : label)}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        class="ui-menu"
        onBeforeToggle={() => {
          hasOpened.value = true;
        }}
        onToggle={(event) => {
          if (event.newState === 'open') itemsOf(list.current)[0]?.focus();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Tab') list.current?.hidePopover();
          else focusNeighbour(event, itemsOf(list.current));
        }}
        onClickCapture={(event) => {
          // Before the item's action, so that a dialog it opens returns the focus to the button.
          if ((event.target as Element).closest(ITEM)) list.current?.hidePopover();
        }}
      >
        {hasOpened.value && children}
      </div>
    </>
  );
}

interface MenuItemProps {
  icon?: IconName;
  /** The keyboard shortcut as text, for example "Ctrl+S". */
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  /** For a switch: whether it is on. For one of several exclusive items: whether it is the selected one. */
  checked?: boolean;
  isSwitch?: boolean;
  onSelect(): void;
  children: ComponentChildren;
}

export function MenuItem(props: MenuItemProps) {
  const { icon, shortcut, danger, disabled, checked, isSwitch, onSelect, children } = props;
  const shown = checked ? 'check' : icon;
  return (
    <button
      type="button"
      {...(checked === undefined
        ? { role: 'menuitem' }
        : { role: isSwitch ? 'menuitemcheckbox' : 'menuitemradio', 'aria-checked': checked })}
      tabIndex={-1}
      class={`ui-menu-item ${danger ? 'ui-menu-item-danger' : ''}`}
      aria-disabled={disabled ?? false}
      onClick={() => disabled || onSelect()}
    >
      {shown ? <Icon name={shown} /> : <span class="ui-menu-indent" />}
      <span class="ui-menu-text">{children}</span>
      {shortcut && <kbd class="ui-menu-shortcut">{shortcut}</kbd>}
    </button>
  );
}

export function MenuSeparator() {
  return <hr class="ui-menu-separator" />;
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(ITEM) ?? [])];
}
