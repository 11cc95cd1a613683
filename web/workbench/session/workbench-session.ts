import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { editIssues } from '../content/read.ts';
import type { SessionContent } from '../content/schema.ts';
import { activateDashboard } from '../edits/activate-dashboard.ts';
import { emptyHistory, type History, record, redo, undo } from './history.ts';

/** Returns the edited content; the same object means nothing changed. */
export type Edit = (content: SessionContent) => SessionContent;

export interface EditOptions {
  /** Label of the undo step: "Move module". */
  readonly label: string;
  /** Edits with the same key in quick succession are one undo step. */
  readonly coalesce?: string;
}

/** An edit that was refused, because the content after it could not be opened again. */
export interface RefusedEdit {
  readonly label: string;
  readonly issues: readonly string[];
}

export interface WorkbenchSessionOptions {
  /** True for a snapshot: it cannot be edited. */
  readonly readOnly: boolean;
  /** Called with the new content after every edit, undo or redo. */
  readonly onChange: (content: SessionContent) => void;
  readonly onRefused: (refused: RefusedEdit) => void;
  readonly now: () => number;
}

/** The current content. `kept` and `shown` differ only in view changes since the last edit. */
export interface Place {
  /** What was reported to `onChange`, and so is backed up and saved. */
  readonly kept: SessionContent;
  readonly shown: SessionContent;
}

/** The open session: its content with undo and redo. */
export class WorkbenchSession {
  readonly readOnly: boolean;
  /** The shown content; its open dashboard may be newer than in the reported content. */
  readonly content: ReadonlySignal<SessionContent>;
  /** The content that this session started with or was last replaced with. */
  readonly origin: ReadonlySignal<SessionContent>;
  /** Label of the step that undo would revert; null if none. */
  readonly undoLabel: ReadonlySignal<string | null>;
  readonly redoLabel: ReadonlySignal<string | null>;

  readonly #place;
  readonly #origin;
  readonly #history = signal<History<Place>>(emptyHistory);
  readonly #onChange: (content: SessionContent) => void;
  readonly #onRefused: (refused: RefusedEdit) => void;
  readonly #now: () => number;

  constructor(content: SessionContent, options: WorkbenchSessionOptions) {
    const { readOnly, onChange, onRefused, now } = options;
    this.readOnly = readOnly;
    this.#place = signal<Place>({ kept: content, shown: content });
    this.content = computed(() => this.#place.value.shown);
    this.#origin = signal(content);
    this.origin = this.#origin;
    this.#onChange = onChange;
    this.#onRefused = onRefused;
    this.#now = now;
    this.undoLabel = computed(() => this.#history.value.past.at(-1)?.label ?? null);
    this.redoLabel = computed(() => this.#history.value.future.at(-1)?.label ?? null);
  }

  /** Applies an edit. False if nothing changed, the session is read-only, or the edit was refused. */
  edit(edit: Edit, { label, coalesce }: EditOptions): boolean {
    if (this.readOnly) return false;
    const place = this.#place.peek();
    const after = edit(place.shown);
    if (after === place.shown) return false;
    const issues = editIssues(after);
    if (issues.length > 0) {
      this.#onRefused({ label, issues });
      return false;
    }
    this.#history.value = record(this.#history.peek(), place, {
      label,
      coalesce,
      atMs: this.#now(),
    });
    this.#change({ kept: after, shown: after });
    return true;
  }

  /** Changes the view: no undo step, no unsaved work. The next edit stores it; a snapshot never does. */
  look(look: Edit): void {
    const { kept, shown } = this.#place.peek();
    const looked = look(shown);
    if (looked !== shown) this.#place.value = { kept, shown: looked };
  }

  /** Replaces the content by an equivalent one, without an undo step. Undo may still return the old form. */
  restate(restate: Edit): void {
    if (this.readOnly) return;
    const { kept, shown } = this.#place.peek();
    const after = { kept: restate(kept), shown: restate(shown) };
    if (after.kept !== kept) this.#change(after);
  }

  undo(): void {
    this.#travel(undo);
  }

  redo(): void {
    this.#travel(redo);
  }

  /**
   * Replaces the content by one from elsewhere (such as a reload). This clears undo, unless `label` ("Merge") makes it an
   * undo step. The open dashboard stays open if it still exists.
   */
  replace(content: SessionContent, label?: string): void {
    const place = this.#place.peek();
    if (content === place.kept) return;
    if (label === undefined) {
      this.#history.value = emptyHistory;
      this.#origin.value = content;
    } else {
      this.#history.value = record(this.#history.peek(), place, { label, atMs: this.#now() });
    }
    const looked = activateDashboard(content, place.shown.activeDashboardId);
    this.#place.value = { kept: content, shown: looked };
  }

  /** The undo and redo steps, to keep them across a reload. */
  get steps() {
    return { now: this.#place.peek(), history: this.#history.peek() };
  }

  /** Restores the undo and redo steps from before a reload, in a session that was just opened. */
  resume(history: History<Place>): void {
    this.#history.value = history;
  }

  #travel(direction: typeof undo<Place>): void {
    if (this.readOnly) return;
    const result = direction(this.#history.peek(), this.#place.peek());
    if (!result) return;
    this.#history.value = result.history;
    this.#change(result.value);
  }

  #change(place: Place): void {
    this.#place.value = place;
    this.#onChange(place.kept);
  }
}
