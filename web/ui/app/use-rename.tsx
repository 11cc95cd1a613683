import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { NAME_MAX_LENGTH } from '../../workbench/content/limits.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { type EditorPlace, useDraft } from './use-parsed.ts';

/** Renames something in place. `field` replaces the name while it is edited; otherwise null. */
export function useRename(
  workbench: Workbench,
  place: EditorPlace,
  name: string,
  rename: (name: string) => void,
): { readonly field: VNode | null; open(): void } {
  const isAsked = useSignal(false);
  const draft = useDraft<string>(workbench, place, (typed) => {
    const text = typed.trim();
    if (text === '') return;
    draft.set(undefined);
    if (text !== name) rename(text);
  });
  const isOpen = isAsked.value || draft.value !== undefined;
  return {
    open() {
      isAsked.value = true;
    },
    field: isOpen ? (
      <InlineName
        label={place.label}
        value={draft.value ?? name}
        onInput={(text) => draft.set(text === name ? undefined : text)}
        onEnd={(text) => {
          isAsked.value = false;
          draft.set(undefined);
          if (text !== null && text !== name) rename(text);
        }}
      />
    ) : null,
  };
}

interface InlineNameProps {
  label: string;
  /** The name, or the draft typed before. */
  value: string;
  onInput(text: string): void;
  /** Called once with the new name, or null if it is empty or the renaming was cancelled. */
  onEnd(name: string | null): void;
}

/**
 * Edits a name in place: Enter or leaving the field keeps it, Escape cancels. After a key the focus goes to the
 * first button of the renamed item.
 */
function InlineName({ label, value, onInput, onEnd }: InlineNameProps) {
  const input = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const end = (keep: boolean, byKey = false) => {
    if (ended.current) return;
    ended.current = true;
    if (byKey) focusAfter(input.current);
    const name = input.current?.value.trim() ?? '';
    onEnd(keep && name !== '' ? name : null);
  };
  return (
    <input
      ref={input}
      class="ui-input inline-name"
      aria-label={label}
      defaultValue={value}
      maxLength={NAME_MAX_LENGTH}
      // The parent may be draggable, which would prevent selecting text.
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onInput={(event) => onInput(event.currentTarget.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(true, true);
        if (event.key !== 'Escape') return;
        // Ends the renaming without closing the panel around it.
        event.preventDefault();
        end(false, true);
      }}
    />
  );
}

function focusAfter(input: HTMLInputElement | null): void {
  const renamed = input?.closest('li, header');
  setTimeout(() => renamed?.querySelector('button')?.focus());
}
