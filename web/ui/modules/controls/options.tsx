import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Workbench } from '../../../workbench/workbench.ts';
import { Icon } from '../../components/icon.tsx';

/** A button with the less used controls of a module in a popover; they are rendered while it is open. */
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

/** Whether axes reach as far as thresholds; offered where the session has any. */
export function ThresholdsCheck({
  settings,
  change,
  workbench,
}: {
  settings: { readonly thresholds?: boolean };
  change(changes: { thresholds: boolean }): void;
  workbench: Workbench;
}) {
  const { annotations } = workbench.shared.value.userCreatedItems;
  if (!annotations.some(({ kind }) => kind === 'threshold')) return null;
  return (
    <Check
      label="Axes reach to thresholds"
      checked={settings.thresholds ?? false}
      onChange={(checked) => change({ thresholds: checked })}
    />
  );
}

export interface CheckProps {
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
