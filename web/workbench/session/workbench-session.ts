import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { editIssues } from '../content/read.ts';
import type { SessionContent } from '../content/schema.ts';
import { emptyHistory, type History, record, redo, undo } from './history.ts';

/** Makes a new content of the current one; the same object means nothing changed. */
export type Edit = (content: SessionContent) => SessionContent;

export interface EditOptions {
  /** What the step is called: "Move module". */
  readonly label: string;
  /** Edits with the same key in quick succession are one undo step. */
  readonly coalesce?: string;
}

/** An edit that was not made, since the content after it could not be opened again. */
export interface RefusedEdit {
  readonly label: string;
  readonly issues: readonly string[];
}

export interface WorkbenchSessionOptions {
  /** A snapshot: nothing can be edited, only looked at. */
  readonly readOnly: boolean;
  /** Told of every content that an edit, an undo or a redo made. */
  readonly onChange: (content: SessionContent) => void;
  readonly onRefused: (refused: RefusedEdit) => void;
  readonly now: () => number;
}

/** What a person works on: the content, and the way back and forth through the edits made here. */
export class WorkbenchSession {
  readonly readOnly: boolean;
  readonly content: ReadonlySignal<SessionContent>;
  /** What undo would take back, null if nothing. */
  readonly undoLabel: ReadonlySignal<string | null>;
  readonly redoLabel: ReadonlySignal<string | null>;

  readonly #content;
  readonly #history = signal<History<SessionContent>>(emptyHistory);
  readonly #onChange: (content: SessionContent) => void;
  readonly #onRefused: (refused: RefusedEdit) => void;
  readonly #now: () => number;

  constructor(content: SessionContent, options: WorkbenchSessionOptions) {
    const { readOnly, onChange, onRefused, now } = options;
    this.readOnly = readOnly;
    this.#content = signal(content);
    this.content = this.#content;
    this.#onChange = onChange;
    this.#onRefused = onRefused;
    this.#now = now;
    this.undoLabel = computed(() => this.#history.value.past.at(-1)?.label ?? null);
    this.redoLabel = computed(() => this.#history.value.future.at(-1)?.label ?? null);
  }

  /** Applies an edit. False if nothing changed, the session is read-only, or the edit was refused. */
  edit(edit: Edit, { label, coalesce }: EditOptions): boolean {
    if (this.readOnly) return false;
    const before = this.#content.peek();
    const after = edit(before);
    if (after === before) return false;
    const issues = editIssues(before, after);
    if (issues.length > 0) {
      this.#onRefused({ label, issues });
      return false;
    }
    this.#history.value = record(this.#history.peek(), before, {
      label,
      coalesce,
      atMs: this.#now(),
    });
    this.#change(after);
    return true;
  }

  /** Changes what is looked at, without an undo step; in a snapshot for this visit only. */
  look(edit: Edit): void {
    const before = this.#content.peek();
    const after = edit(before);
    if (after === before) return;
    if (this.readOnly) this.#content.value = after;
    else this.#change(after);
  }

  undo(): void {
    this.#travel(undo);
  }

  redo(): void {
    this.#travel(redo);
  }

  /** Takes over a content that came from elsewhere (a merge, a reload); there is no way back to what it replaces. */
  replace(content: SessionContent): void {
    if (content === this.#content.peek()) return;
    this.#history.value = emptyHistory;
    this.#content.value = content;
  }

  #travel(direction: typeof undo<SessionContent>): void {
    if (this.readOnly) return;
    const result = direction(this.#history.peek(), this.#content.peek());
    if (!result) return;
    this.#history.value = result.history;
    this.#change(result.value);
  }

  #change(content: SessionContent): void {
    this.#content.value = content;
    this.#onChange(content);
  }
}
