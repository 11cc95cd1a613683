import { useEffect, useRef, useState } from 'preact/hooks';
import type { Choices, TableChoices } from '../../../workbench/ensembles/import/mapping.ts';
import type { ImportProgress, Reading } from '../../../workbench/ensembles/import/reading.ts';
import { type ImportJob, startImport } from '../../../workbench/ensembles/import/start-import.ts';

type ImportState =
  | { readonly kind: 'running'; readonly progress: ImportProgress | null }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'read'; readonly reading: Reading; readonly isStale: boolean };

export interface Import {
  readonly state: ImportState;
  readonly job: ImportJob | null;
  /** What was chosen, by shape: at first what this device remembers. */
  readonly choices: Choices;
  /** Changes how files of one shape are read. */
  choose(shape: string, change: TableChoices): void;
}

/** Reads the files in a Worker for as long as the component is there, and again with every choice. */
export function useImport(files: readonly File[], remembered: Choices): Import {
  const [state, setState] = useState<ImportState>({ kind: 'running', progress: null });
  const [choices, setChoices] = useState(remembered);
  const job = useRef<ImportJob | null>(null);
  const latest = useRef(remembered);
  const asked = useRef(0);

  const read = (next: Choices) => {
    const id = ++asked.current;
    job.current?.read(next).then(
      (reading) => {
        if (asked.current === id) setState({ kind: 'read', reading, isStale: false });
      },
      (error: unknown) => {
        const isOver = error instanceof DOMException && error.name === 'AbortError';
        if (asked.current === id && !isOver)
          setState({ kind: 'failed', message: messageOf(error) });
      },
    );
  };

  useEffect(() => {
    setState({ kind: 'running', progress: null });
    const started = startImport(files, (progress) =>
      setState((before) => (before.kind === 'running' ? { kind: 'running', progress } : before)),
    );
    job.current = started;
    read(choices);
    return () => {
      asked.current++;
      started.close();
    };
  }, [files]);

  return {
    state,
    job: job.current,
    choices,
    choose(shape, change) {
      // Two choices may come before the next render.
      const before = latest.current;
      const next = { ...before, [shape]: { ...before[shape], ...change } };
      latest.current = next;
      setChoices(next);
      setState((now) => (now.kind === 'read' ? { ...now, isStale: true } : now));
      read(next);
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
