import { useEffect, useRef } from 'preact/hooks';
import type { DraftPlace } from '../../workbench/drafts.ts';
import type { Workbench } from '../../workbench/workbench.ts';

/** Which editor it is, and where it is found again. */
export interface EditorPlace {
  readonly key: string;
  readonly label: string;
  readonly at: DraftPlace;
}

/** What is typed in an editor and not part of the session. */
export interface TypedDraft<T> {
  /** undefined where there is nothing. */
  readonly value: T | undefined;
  /** Counts as unsaved work from now on; undefined when it became part of the session or was given up. */
  set(value: T | undefined): void;
}

/**
 * Every editor keeps here what is typed in it until it is part of the session: it is backed up, and there again after a
 * reload. `commit` is called before work is saved, put away or may be gone, and makes a valid value part of the session;
 * a form that is to be confirmed has none.
 */
export function useDraft<T>(
  workbench: Workbench,
  { key, label, at }: EditorPlace,
  commit?: (value: T) => void,
): TypedDraft<T> {
  const latest = useRef(commit);
  latest.current = commit;
  useEffect(() => {
    const commitNow = () => {
      const typed = workbench.drafts.peek()[key];
      if (typed !== undefined) latest.current?.(typed.value as T);
    };
    const remove = workbench.editors.add({ key, commit: commitNow });
    return () => {
      // It goes from the screen with its dashboard or panel.
      commitNow();
      remove();
    };
  }, [workbench, key]);
  return {
    value: workbench.drafts.value[key]?.value as T | undefined,
    set: (value) => workbench.draft(key, value === undefined ? undefined : { label, at, value }),
  };
}
