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
  /** The clock's timer. Without it, columns are never removed from memory. */
  readonly after?: Clock['after'];
  /** The same object that the persistence service commits. */
  readonly editors?: Editors;
  /** Large data stored outside the content, on this device and in the cloud. */
  readonly assets: Assets;
}

/**
 * The model that the screens use. It holds the open session and leaves all storage to the persistence service. It
 * follows that service: what the service loads, merges or closes is what the workbench shows.
 */
export class Workbench {
  /** Recovery, conflicts, kept copies: everything that does not look into the content. */
  readonly persistence: PersistenceService<SessionContent>;
  /** The persistence service's state, as a signal. */
  readonly lifecycle: ReadonlySignal<State<SessionContent>>;
  /** The open session or snapshot; null on the start page. */
  readonly session: ReadonlySignal<WorkbenchSession | null>;
  /** The open session's content; empty on the start page. */
  readonly content: ReadonlySignal<SessionContent>;
  /** The content without dashboards; the same object while unchanged, so typing in a module renders no other. */
  readonly shared: ReadonlySignal<SharedContent>;
  readonly readOnly: ReadonlySignal<boolean>;
  readonly assets: Assets;
  readonly ensembles: EnsembleStore;
  readonly editors: Editors;
  /** Input that is not part of the session yet, by editor key. */
  readonly drafts: ReadonlySignal<Drafts>;
  /** The last edit that was refused, because the content after it could not be opened again. */
  readonly refusedEdit: ReadonlySignal<RefusedEdit | null>;

  readonly #lifecycle;
  readonly #refusedEdit = signal<RefusedEdit | null>(null);
  readonly #drafts = signal<Drafts>(NO_DRAFTS);
  readonly #session = signal<WorkbenchSession | null>(null);
  #opening: Promise<void> = Promise.resolve();
  /** Milliseconds since 1970 by this device's clock. */
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

  /** Opens what the page's URL names, after recovery: a session, a snapshot or the start page. */
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
    // A new promise, so that an unhandled failure is reported although `#opening` catches it.
    return begun.then(() => {});
  }

  /** Resolves when the new session that was last requested is open, or failed to open. */
  get opened(): Promise<void> {
    return this.#opening;
  }

  /** Opens this content, for example from a file, as a new unsaved session. */
  openContent(content: SessionContent, metadata: Metadata): Promise<void> {
    return this.persistence.newSession(content, metadata, { dirty: true });
  }

  /** Opens what is shown, for example a snapshot, as a new unsaved session of one's own. */
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

  /** Resolves a conflict with a person's choice. A merge is one undo step. */
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

  /** Reports what is typed in an editor; undefined once that is part of the session or discarded. */
  draft(key: string, draft: Draft | undefined): void {
    if (!this.readOnly.peek()) {
      this.persistence.draft(key, draft);
      return;
    }
    // What a visitor types into a snapshot's filter is not stored: it lasts as long as the page.
    const { [key]: _, ...others } = this.#drafts.peek();
    this.#drafts.value = draft === undefined ? others : { ...others, [key]: draft };
  }

  /** Changes the view (which dashboard is open) without an undo step or unsaved work; works in a snapshot too. */
  look(edit: Edit): void {
    this.#session.peek()?.look(edit);
  }

  undo(): void {
    this.#session.peek()?.undo();
  }

  redo(): void {
    this.#session.peek()?.redo();
  }

  /** Stops following the persistence service, but does not close it. */
  close(): void {
    this.#unsubscribe();
  }

  /** Moves data that an earlier build stored inside the content into assets. */
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
      // No space, or damaged data: it is saved inside the content.
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
