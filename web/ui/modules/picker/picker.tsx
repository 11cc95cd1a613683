import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { AtChoice } from '../controls/at-choice.tsx';
import type { QuantityChosen } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import {
  type Choice,
  found,
  grouped,
  LISTED_MAX,
  parameterChoices,
  recentNames,
  remember,
  vectorChoices,
  withRecent,
} from './choices.ts';

export interface PickerProps {
  /** Accessible name: "Vector". */
  label: string;
  /** Values of the selected choices. */
  chosen: readonly string[];
  choices: readonly Choice[];
  onPick(value: string): void;
  /** If set, several can be selected: a tick or Shift+Enter adds or removes one, and the list stays open. */
  onToggle?(value: string): void;
  /** Shown if nothing is selected. */
  placeholder?: string;
}

/** A button that names the selection and opens a searchable list. A selected choice that no longer exists is marked as missing. */
export function Picker(props: PickerProps) {
  const { label, chosen, choices, placeholder = 'Choose' } = props;
  const id = useId();
  const isOpen = useSignal(false);
  const names = chosen.map((value) => {
    const choice = choices.find((one) => one.value === value);
    return choice ? choice.name : `${value} (missing)`;
  });
  if (choices.length === 0) return null;
  return (
    <>
      <button
        type="button"
        class="ui-input controls-select picker-button"
        aria-label={`${label}: ${names.join(', ') || placeholder}`}
        aria-haspopup="listbox"
        title={label}
        popoverTarget={id}
      >
        <span class="truncate">{names.join(', ') || placeholder}</span>
      </button>
      <div
        id={id}
        popover="auto"
        class="ui-menu picker"
        onToggle={(event) => {
          isOpen.value = event.newState === 'open';
        }}
      >
        {isOpen.value && <Search {...props} id={id} />}
      </div>
    </>
  );
}

function Search({ id, label, chosen, choices, onPick, onToggle }: PickerProps & { id: string }) {
  const text = useSignal('');
  /** Index of the option that arrow keys are at; -1: none. */
  const active = useSignal(-1);
  const input = useRef<HTMLInputElement>(null);
  // Typing is the quickest way to choose.
  useLayoutEffect(() => input.current?.focus(), []);
  // Of the time when the list was opened: nothing moves under the pointer while several are ticked.
  const recent = useMemo(recentNames, []);
  const matches = text.value === '' ? withRecent(choices, recent) : found(choices, text.value);
  const listed = matches.slice(0, LISTED_MAX);
  const optionId = (index: number) => `${id}-${index}`;
  const pick = (choice: Choice | undefined) => {
    if (!choice) return;
    remember(choice.name);
    onPick(choice.value);
    document.getElementById(id)?.hidePopover();
  };
  const toggle = (choice: Choice | undefined) => {
    if (!choice || !onToggle) return pick(choice);
    remember(choice.name);
    onToggle(choice.value);
  };
  const move = (to: number) => {
    const index = Math.max(0, Math.min(listed.length - 1, to));
    active.value = index;
    document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' });
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(active.value + 1),
    ArrowUp: () => move(active.value - 1),
    PageDown: () => move(active.value + 8),
    PageUp: () => move(active.value - 8),
    Enter: () => pick(listed[Math.max(0, active.value)]),
    'Shift Enter': () => toggle(listed[Math.max(0, active.value)]),
  };
  let index = 0;
  return (
    <>
      <input
        class="ui-input picker-search"
        role="combobox"
        aria-label={`Search ${label.toLowerCase()}`}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active.value >= 0 ? optionId(active.value) : undefined}
        placeholder="Search by name or meaning"
        autoComplete="off"
        spellcheck={false}
        ref={input}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          active.value = 0;
        }}
        onKeyDown={(event) => {
          const action = keys[`${event.shiftKey ? 'Shift ' : ''}${event.key}`];
          if (!action) return;
          event.preventDefault();
          action();
        }}
      />
      <div
        id={`${id}-list`}
        class="picker-list"
        role="listbox"
        aria-label={label}
        aria-multiselectable={onToggle !== undefined}
      >
        {grouped(listed).map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options this way
          <div key={group.name} role="group" aria-label={group.name}>
            <p class="picker-group muted small" aria-hidden="true">
              {group.name}
            </p>
            {group.choices.map((choice) => {
              const own = index++;
              return (
                // biome-ignore lint/a11y/useFocusableInteractive: the search field keeps the focus
                // biome-ignore lint/a11y/useKeyWithClickEvents: the search field handles the keys
                <div
                  key={choice.value}
                  id={optionId(own)}
                  class="picker-option"
                  role="option"
                  aria-selected={chosen.includes(choice.value)}
                  data-active={own === active.value}
                  onClick={() => pick(choice)}
                >
                  {onToggle && (
                    // biome-ignore lint/a11y/noStaticElementInteractions: Shift and Enter do the same
                    // biome-ignore lint/a11y/useKeyWithClickEvents: Shift and Enter do the same
                    <span
                      class="picker-tick"
                      title="Show together with the others"
                      onClick={(event) => {
                        event.stopPropagation();
                        toggle(choice);
                      }}
                    />
                  )}
                  <span class="picker-name">{choice.name}</span>
                  <span class="muted small">{choice.words}</span>
                </div>
              );
            })}
          </div>
        ))}
        {listed.length === 0 && <p class="picker-group muted">Nothing found.</p>}
        {matches.length > listed.length && (
          <p class="picker-group muted small">
            {matches.length - listed.length} more: type to find them.
          </p>
        )}
      </div>
    </>
  );
}

export interface QuantityPickerProps {
  label: string;
  quantity: QuantityChosen | null;
  /** The dashboard's date, on which all its charts read vectors; null if it has none. */
  date?: string | null;
  /** Parameters of words are not offered. */
  numbersOnly?: boolean;
  /** Vectors are shown at all times, so no day is asked for. */
  atAllTimes?: boolean;
  ensembles: readonly ShownEnsemble[];
  /** Shown if nothing is selected. */
  placeholder?: string;
  onChange(quantity: QuantityChosen): void;
}

/** Choice of a parameter, or of a vector and the day on which it is read. */
export function QuantityPicker(props: QuantityPickerProps) {
  const { label, quantity, date = null, ensembles, placeholder = 'Choose', onChange } = props;
  const choices = [
    ...vectorChoices(ensembles).map((choice) => ({ ...choice, value: `vector ${choice.value}` })),
    ...parameterChoices(ensembles, !props.numbersOnly).map((choice) => ({
      ...choice,
      value: `parameter ${choice.value}`,
    })),
  ];
  return (
    <>
      <Picker
        label={label}
        placeholder={placeholder}
        chosen={quantity ? [`${quantity.of} ${quantity.name}`] : []}
        choices={choices}
        onPick={(value) => {
          const of = value.startsWith('vector ') ? 'vector' : 'parameter';
          onChange({ of, name: value.slice(of.length + 1), at: quantity?.at ?? 'end' });
        }}
      />
      {quantity?.of === 'vector' && !props.atAllTimes && (
        <AtChoice
          at={quantity.at}
          date={date}
          ensembles={ensembles}
          onChange={(at) => onChange({ ...quantity, at })}
        />
      )}
    </>
  );
}
