import { type ReadonlySignal, signal } from '@preact/signals-core';
import { sameJsonText } from '../content/same-json-text.ts';
import type { SessionContent } from '../content/schema.ts';
import type { WorkbenchSession } from './workbench-session.ts';

const NONE: ReadonlySet<string> = new Set();
const kept = new WeakMap<WorkbenchSession, MergeMarks>();

/** Ids of the modules that are new in `after` or differ from `before`. */
export function broughtBy(before: SessionContent, after: SessionContent): ReadonlySet<string> {
  const modules = before.dashboards.flatMap((dashboard) => dashboard.modules);
  const old = new Map(modules.map((module) => [module.id, module]));
  const now = after.dashboards.flatMap((dashboard) => dashboard.modules);
  return new Set(now.filter((one) => !sameJsonText(old.get(one.id), one)).map(({ id }) => id));
}

/** The marks of an open session; the first call starts watching it. They are not part of its content. */
export function mergeMarksOf(session: WorkbenchSession): MergeMarks {
  const marks = kept.get(session) ?? new MergeMarks(session);
  kept.set(session, marks);
  return marks;
}

/** The modules that a merge changed, until somebody has seen them or the merge is undone. */
export class MergeMarks {
  readonly ids: ReadonlySignal<ReadonlySet<string>>;
  readonly #ids = signal(NONE);

  constructor(session: WorkbenchSession) {
    this.ids = this.#ids;
    let before = session.content.peek();
    let merge: unknown;
    session.content.subscribe((content) => {
      const { past } = session.steps.history;
      const last = past.at(-1);
      // A merge step from before a reload marks nothing.
      if (last?.label === 'Merge' && last.value.shown === before) {
        merge = last;
        this.#ids.value = new Set([...this.#ids.peek(), ...broughtBy(before, content)]);
      } else if (!past.some((step) => step === merge)) this.#ids.value = NONE;
      before = content;
    });
  }

  /** Removes a module's mark: somebody has seen it. */
  seen(id: string): void {
    const ids = this.#ids.peek();
    if (ids.has(id)) this.#ids.value = new Set([...ids].filter((one) => one !== id));
  }
}
