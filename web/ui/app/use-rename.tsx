import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import type { Workbench } from '../../workbench/workbench.ts';
import { InlineName } from '../components/inline-name.tsx';
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
