import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core';
import {
  type Choice,
  type Clock,
  hasUnsavedChanges,
  type Metadata,
  type PersistenceService,
  type ResolveResult,
  type SaveResult,
  type SnapshotResult,
  type State,
} from '../kernel/index.ts';
import { EMPTY_CONTENT } from './content/empty.ts';
import type { SessionContent, SharedContent } from './content/schema.ts';
import type { Template } from './content/templates.ts';
import { createEditors, type Draft, type Drafts, type Editors, NO_DRAFTS } from './drafts.ts';
import type { Assets } from './ensembles/columns/assets.ts';
import { EnsembleStore, loadWith } from './ensembles/ensemble-store.ts';
import {
  type Edit,
  type EditOptions,
  type RefusedEdit,
  WorkbenchSession,
} from './session/workbench-session.ts';

export interface WorkbenchOptions {
  readonly persistence: PersistenceService<SessionContent>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The clock's; without it columns stay in memory as long as the workbench, however many. */
  readonly after?: Clock['after'];
  /** Those whose `commit` the persistence service calls. */
  readonly editors?: Editors;
  /** Bytes beside the content, on this device and in the cloud. */
  readonly assets: Assets;
}

/**
 * What the screens talk to. It holds the session being worked on and hands everything about keeping it to the
 * persistence service, which it follows: whatever that one loads, merges or closes is what is shown.
 */
export class Workbench {
  /** Recovery, conflicts, kept copies: what has nothing to do with the content's inside. */
  readonly persistence: PersistenceService<SessionContent>;
  /** Where the session stands in its life, and what is going on with it. */
  readonly lifecycle: ReadonlySignal<State<SessionContent>>;
  /** What is being worked on or looked at; null on the start page. */
  readonly session: ReadonlySignal<WorkbenchSession | null>;
  /** The content of it; an empty one on the start page. */
  readonly content: ReadonlySignal<SessionContent>;
  /** All of it but the dashboards: the same object as long as nothing else changes, so that typing in one module leaves the others alone. */
  readonly shared: ReadonlySignal<SharedContent>;
  readonly readOnly: ReadonlySignal<boolean>;
  readonly assets: Assets;
  readonly ensembles: EnsembleStore;
  readonly editors: Editors;
  /** What is typed in editors and not part of the session, by the editor's key. */
  readonly drafts: ReadonlySignal<Drafts>;
  /** The last edit that was not made, since the content after it could not be opened again. */
  readonly refusedEdit: ReadonlySignal<RefusedEdit | null>;

  readonly #lifecycle;
  readonly #refusedEdit = signal<RefusedEdit | null>(null);
  readonly #drafts = signal<Drafts>(NO_DRAFTS);
  readonly #session = signal<WorkbenchSession | null>(null);
  #opening: Promise<void> = Promise.resolve();
  /** Milliseconds since 1970, as this device believes. */
  readonly now: () => number;
  #isMerging = false;
  readonly #unsubscribe: () => void;

  constructor({ persistence, now, after, editors = createEditors(), assets }: WorkbenchOptions) {
    this.persistence = persistence;
    this.editors = editors;
    this.drafts = this.#drafts;
    this.now = now;
    this.#lifecycle = signal(persistence.state);
    this.lifecycle = this.#lifecycle;
    this.session = this.#session;
    this.content = computed(() => this.#session.value?.content.value ?? EMPTY_CONTENT);
    this.shared = computed(this.#sharedContent());
    this.readOnly = computed(() => this.#session.value?.readOnly ?? true);
    this.assets = assets;
    this.ensembles = new EnsembleStore(this.content, loadWith(assets, after));
    this.refusedEdit = this.#refusedEdit;
    this.#follow(persistence.state);
    this.#unsubscribe = persistence.subscribe((state) => this.#follow(state));
  }

  #sharedContent(): () => SharedContent {
    let before: SharedContent | null = null;
    return () => {
      const { dashboards: _, activeDashboardId: __, ...shared } = this.content.value;
      const names = Object.keys(shared) as (keyof SharedContent)[];
      if (!before || names.some((name) => before?.[name] !== shared[name])) before = shared;
      return before;
    };
  }

  /** Starts with what the address names: recovery first, then the session or snapshot, or the start page. */
  initialize(target: { sessionId?: string; snapshotId?: string }): Promise<void> {
    return this.persistence.start(target);
  }

  newSession({ name, title }: Template): Promise<void> {
    const begin = async () => {
      const { templateContent } = await import('./content/template-contents.ts');
      await this.persistence.newSession(templateContent(name), { title, description: null });
    };
    const begun = begin();
    this.#opening = begun.catch(() => {});
    // Not the same promise: one that is waited for above would never count as unhandled.
    return begun.then(() => {});
  }

  /** Until a new session that was asked for is there, for what is done meanwhile. */
  get opened(): Promise<void> {
    return this.#opening;
  }

  /** A new, unsaved session with this content, from a file for instance. */
  openContent(content: SessionContent, metadata: Metadata): Promise<void> {
    return this.persistence.newSession(content, metadata, { dirty: true });
  }

  /** A new, unsaved session of one's own with what is shown: how one goes on from somebody's snapshot. */
  makeOwnCopy(metadata: Metadata): Promise<void> {
    return this.openContent(this.content.peek(), metadata);
  }

  openSession(id: string): Promise<void> {
    return this.persistence.openSession(id);
  }

  openSnapshot(id: string): Promise<void> {
    return this.persistence.openSnapshot(id);
  }

  closeSession(): Promise<void> {
    return this.persistence.closeSession();
  }

  async saveCurrentSession(metadata?: Metadata): Promise<SaveResult> {
    if (hasUnsavedChanges(this.#lifecycle.peek())) await this.#moveColumnsOut();
    return this.persistence.save(metadata);
  }

  async saveAs(metadata: Metadata): Promise<SaveResult> {
    await this.#moveColumnsOut();
    return this.persistence.saveAs(metadata);
  }

  /** Ends a conflict as a person chooses. A merge is one step, which undo takes back. */
  async resolve(choice: Choice): Promise<ResolveResult> {
    this.#isMerging = typeof choice === 'object';
    try {
      return await this.persistence.resolve(choice);
    } finally {
      this.#isMerging = false;
    }
  }

  makeSnapshot(metadata: Metadata, expiresAt: string | null = null): Promise<SnapshotResult> {
    return this.persistence.makeSnapshot(metadata, expiresAt);
  }

  /** Applies an edit with an undo step; see `edits/`. False if nothing changed or it was refused. */
  edit(edit: Edit, options: EditOptions): boolean {
    return this.#session.peek()?.edit(edit, options) ?? false;
  }

  /** What is typed in the editor of that key; undefined when it is part of the session, or given up. */
  draft(key: string, draft: Draft | undefined): void {
    if (!this.readOnly.peek()) {
      this.persistence.draft(key, draft);
      return;
    }
    // What a visitor types into a filter is nobody's work: it lasts as long as the page.
    const { [key]: _, ...others } = this.#drafts.peek();
    this.#drafts.value = draft === undefined ? others : { ...others, [key]: draft };
  }

  /** Changes what is looked at (which dashboard is open): no undo step, no unsaved work; possible in a snapshot too. */
  look(edit: Edit): void {
    this.#session.peek()?.look(edit);
  }

  undo(): void {
    this.#session.peek()?.undo();
  }

  redo(): void {
    this.#session.peek()?.redo();
  }

  /** Stops following the persistence service; that one is closed by whoever made it. */
  close(): void {
    this.#unsubscribe();
  }

  /** Moves data that an earlier build left inside the content out of it. */
  async #moveColumnsOut(): Promise<void> {
    const session = this.#session.peek();
    const { ensembles = [] } = session?.content.peek().ensembleSet ?? {};
    if (!session || ensembles.every(({ source }) => source.kind !== 'imported')) return;
    try {
      const { hasColumnsInside, moveColumnsOut, withMovedSources } = await import(
        './ensembles/columns/move-out.ts'
      );
      if (!hasColumnsInside(session.content.peek())) return;
      const moved = await moveColumnsOut(session.content.peek(), this.assets.put);
      session.restate((content) => withMovedSources(content, moved));
    } catch {
      // No room, or damaged data: it is saved where it is.
    }
  }

  #follow(state: State<SessionContent>): void {
    batch(() => {
      this.#lifecycle.value = state;
      if (state.kind !== 'Loaded' && state.kind !== 'NewSession') {
        this.#session.value = null;
        return;
      }
      const readOnly = state.kind === 'Loaded' && state.mode === 'snapshot';
      if (state.kind === 'Loaded' && state.mode === 'session')
        this.#drafts.value = state.drafts as Drafts;
      else if (!readOnly || !this.#session.peek()?.readOnly) this.#drafts.value = NO_DRAFTS;
      const session = this.#session.peek();
      if (!session || session.readOnly !== readOnly) {
        this.#session.value = new WorkbenchSession(state.content, {
          readOnly,
          onChange: (content) => this.persistence.edit(content),
          onRefused: (refused) => {
            this.#refusedEdit.value = refused;
          },
          now: this.now,
        });
      } else if (!readOnly) session.replace(state.content, this.#isMerging ? 'Merge' : undefined);
    });
  }
}
