import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { editIssues } from '../content/read.ts';
import type { SessionContent } from '../content/schema.ts';
import { activateDashboard } from '../edits/activate-dashboard.ts';
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

/** Where a person is: the two differ only in what is looked at since the last edit. */
export interface Place {
  /** What is told, and so backed up and saved. */
  readonly kept: SessionContent;
  readonly shown: SessionContent;
}

/** What a person works on: the content, and the way back and forth through the edits made here. */
export class WorkbenchSession {
  readonly readOnly: boolean;
  /** What is shown; which dashboard is open in it may be newer than what was told. */
  readonly content: ReadonlySignal<SessionContent>;
  /** What this began with, or what took its place from elsewhere: all that can be taken back was done since. */
  readonly origin: ReadonlySignal<SessionContent>;
  /** What undo would take back, null if nothing. */
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

  /** Changes what is looked at: no step, no unsaved work. The next edit keeps it; in a snapshot nothing does. */
  look(look: Edit): void {
    const { kept, shown } = this.#place.peek();
    const looked = look(shown);
    if (looked !== shown) this.#place.value = { kept, shown: looked };
  }

  /** Says the same in another way: no step, and what is shown stays. The content before it may come back with undo. */
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
   * Takes over a content that came from elsewhere (a reload); there is no way back to what it replaces, unless it is a
   * step of its own (`label`: "Merge"). The dashboard that is looked at stays open if it is still there.
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

  /** The way back and forth as it stands, to be kept over a reload. */
  get steps() {
    return { now: this.#place.peek(), history: this.#history.peek() };
  }

  /** Takes up the way back and forth from before a reload. For a session that was just opened. */
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
