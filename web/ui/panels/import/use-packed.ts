import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ImportedSource } from '../../../workbench/content/schema.ts';
import { chooseColumns } from '../../../workbench/ensembles/import/choose-columns.ts';
import type { Reading, Thinning } from '../../../workbench/ensembles/import/reading.ts';
import type { ImportJob } from '../../../workbench/ensembles/import/start-import.ts';

export interface PackedWith {
  readonly thinning: Thinning;
  /** The ensemble that parameters or observations are added to. */
  readonly target: ImportedSource | null;
  readonly label: string;
  /** Names of vectors and parameters that are left out. */
  readonly left: ReadonlySet<string>;
}

/** The data that was read, packed for a content; null until it is, and while something stands against it. */
export function usePacked(
  job: ImportJob | null,
  reading: Reading,
  isReady: boolean,
  { thinning, target, label, left }: PackedWith,
): readonly ImportedSource[] | null {
  const [packed, setPacked] = useState<readonly ImportedSource[] | null>(null);
  useEffect(() => {
    let wanted = true;
    setPacked(null);
    if (!job || !isReady) return;
    const isAddition = reading.additions !== null;
    if (isAddition && !target) return;
    const packing =
      target && isAddition ? job.packInto(target, label).then((one) => [one]) : job.pack(thinning);
    packing.then(
      (sources) => {
        if (wanted) setPacked(sources);
      },
      // The dialog was closed, or reads anew.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [job, reading, isReady, thinning, target, label]);
  return useMemo(() => packed?.map((source) => withoutLeft(source, left)) ?? null, [packed, left]);
}

function withoutLeft(source: ImportedSource, left: ReadonlySet<string>): ImportedSource {
  if (left.size === 0) return source;
  const names = (columns: readonly { readonly name: string }[]) =>
    new Set(columns.map(({ name }) => name).filter((name) => !left.has(name)));
  return chooseColumns(source, names(source.vectors), names(source.parameters));
}
