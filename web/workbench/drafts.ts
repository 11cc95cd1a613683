import { type ReadonlySignal, signal } from '@preact/signals-core';

/** What has to be open for an editor to be visible. */
export type DraftPlace =
  | { readonly panel: 'ensembles' | 'filter' | 'annotations' | 'settings' }
  | { readonly dialog: 'snapshot' | 'first' | 'leaving' | 'copy' | 'details' }
  | { readonly dashboard: string }
  | { readonly module: string };

/** Input that is not part of the session: it is invalid, or its form was not submitted. */
export interface Draft {
  /** The editor's name: "Percentiles". */
  readonly label: string;
  readonly at: DraftPlace;
  /** JSON in the editor's own format. */
  readonly value: unknown;
}

export type Drafts = Readonly<Record<string, Draft>>;
export const NO_DRAFTS: Drafts = {};

/** An editor that is on screen. */
export interface Editor {
  /** Stays the same after a reload. */
  readonly key: string;
  /** Makes the input part of the session if it is valid. A form with a submit button does nothing. */
  commit(): void;
}

/** All visible editors, so that their input is committed before work is sent, closed or unloaded. */
export interface Editors {
  readonly keys: ReadonlySignal<ReadonlySet<string>>;
  /** Returns a function that removes the editor. */
  add(editor: Editor): () => void;
  commit(): void;
}

export function createEditors(): Editors {
  const open = signal<readonly Editor[]>([]);
  const keys = signal<ReadonlySet<string>>(new Set());
  const change = (editors: readonly Editor[]) => {
    open.value = editors;
    keys.value = new Set(editors.map(({ key }) => key));
  };
  return {
    keys,
    add(editor) {
      change([...open.peek(), editor]);
      return () => change(open.peek().filter((other) => other !== editor));
    },
    commit() {
      for (const editor of open.peek()) editor.commit();
    },
  };
}
