import { type ReadonlySignal, signal } from '@preact/signals-core';

/** What has to be open for an editor to be on screen. */
export type DraftPlace =
  | { readonly panel: 'ensembles' | 'filter' | 'annotations' | 'settings' }
  | { readonly dialog: 'snapshot' | 'first' | 'leaving' | 'copy' | 'details' }
  | { readonly dashboard: string }
  | { readonly module: string };

/** Something typed that is not part of the session: it is not valid, or its form was not confirmed. */
export interface Draft {
  /** What the editor is called: "Percentiles". */
  readonly label: string;
  readonly at: DraftPlace;
  /** JSON that its editor understands. */
  readonly value: unknown;
}

export type Drafts = Readonly<Record<string, Draft>>;
export const NO_DRAFTS: Drafts = {};

/** An editor that is on screen. */
export interface Editor {
  /** The same after a reload. */
  readonly key: string;
  /** Makes what is typed part of the session, if it is valid. A form that waits to be confirmed does nothing. */
  commit(): void;
}

/** All editors that are on screen, so that none is forgotten before work is sent, put away or may be gone. */
export interface Editors {
  readonly keys: ReadonlySignal<ReadonlySet<string>>;
  /** The result takes it away again. */
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
