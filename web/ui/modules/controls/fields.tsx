import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { SharedContent } from '../../../workbench/content/schema.ts';
import { Icon } from '../../components/icon.tsx';

export interface ChooseProps {
  label: string;
  value: string;
  /** Value and label of each option. */
  options: readonly (readonly [string, string])[];
  onChange(value: string): void;
}

/** A labelled select box among a module's options. */
export function Choose({ label, value, options, onChange }: ChooseProps) {
  return (
    <label class="controls-label">
      {label}
      <select
        class="ui-input controls-select"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

export interface SelectProps {
  /** Accessible name: "Vector". */
  label: string;
  value: string;
  names: readonly string[];
  onChange(value: string): void;
  /** Additional options before the names. */
  children?: ComponentChildren;
}

/**
 * Choice of one name; renders nothing if there are none. A chosen name that no longer exists is marked as missing.
 */
export function Select({ label, value, names, onChange, children }: SelectProps) {
  if (names.length === 0) return null;
  return (
    <select
      class="ui-input controls-select"
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {children}
      {!names.includes(value) && !children && <option value={value}>{value} (missing)</option>}
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface EnsemblesChoiceProps {
  settings: { readonly ensembles: 'all' | readonly string[] };
  change(changes: { ensembles: 'all' | string[] }): void;
  shared: SharedContent;
}

/** Choice of the ensembles that a module shows: all, also those added later, or only the ticked ones. */
export function EnsemblesChoice({ settings, change, shared }: EnsemblesChoiceProps) {
  const chosen = settings.ensembles;
  const { ensembles } = shared.ensembleSet;
  const all = chosen === 'all';
  const isChosen = (id: string) => all || chosen.includes(id);
  const ids = ensembles.map(({ id }) => id);
  return (
    <>
      <Check
        label="All ensembles"
        checked={all}
        onChange={(checked) => change({ ensembles: checked ? 'all' : ids })}
      />
      {!all &&
        ensembles.map(({ id, name }) => (
          <Check
            key={id}
            label={name}
            checked={isChosen(id)}
            onChange={(checked) =>
              change({
                ensembles: ids.filter((other) => (other === id ? checked : isChosen(other))),
              })
            }
          />
        ))}
    </>
  );
}

/** A button that opens a popover with a module's options, which are rendered only while it is open. */
export function Options({ children }: { children: ComponentChildren }) {
  const id = useId();
  const isOpen = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="ui-button ui-button-quiet ui-icon-button controls-options"
        aria-label="Options"
        title="Options"
        popoverTarget={id}
      >
        <Icon name="settings" />
      </button>
      <fieldset
        id={id}
        popover="auto"
        class="ui-menu controls-popover"
        aria-label="Options"
        onToggle={(event) => {
          isOpen.value = event.newState === 'open';
        }}
      >
        {isOpen.value && children}
      </fieldset>
    </>
  );
}

/** Checkbox for axes that extend to thresholds; shown only if the session has any. */
export function ThresholdsCheck({
  settings,
  change,
  shared,
}: {
  settings: { readonly thresholds?: boolean };
  change(changes: { thresholds: boolean }): void;
  shared: SharedContent;
}) {
  const { annotations } = shared.userCreatedItems;
  if (!annotations.some(({ kind }) => kind === 'threshold')) return null;
  return (
    <Check
      label="Extend axes to thresholds"
      checked={settings.thresholds ?? false}
      onChange={(checked) => change({ thresholds: checked })}
    />
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label class="controls-check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
