import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ImportedSource, SessionContent } from '../../../workbench/content/schema.ts';
import { chooseColumns } from '../../../workbench/ensembles/import/choose-columns.ts';
import type { Reading, Thinning } from '../../../workbench/ensembles/import/reading.ts';
import type { ImportJob } from '../../../workbench/ensembles/import/start-import.ts';
import { type StoredSize, storedSize } from '../../../workbench/ensembles/stored-size.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { Banner } from '../../components/banner.tsx';
import { bytes } from '../../words/format.ts';

interface PackedWith {
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
  const packed = useSignal<readonly ImportedSource[] | null>(null);
  useEffect(() => {
    let wanted = true;
    packed.value = null;
    if (!job || !isReady) return;
    const isAddition = reading.additions !== null;
    if (isAddition && !target) return;
    const packing =
      target && isAddition ? job.packInto(target, label).then((one) => [one]) : job.pack(thinning);
    packing.then(
      (sources) => {
        if (wanted) packed.value = sources;
      },
      // The dialog was closed, or reads anew.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [job, reading, isReady, thinning, target, label]);
  const all = packed.value;
  return useMemo(() => all?.map((source) => withoutLeft(source, left)) ?? null, [all, left]);
}

function withoutLeft(source: ImportedSource, left: ReadonlySet<string>): ImportedSource {
  if (left.size === 0) return source;
  const names = (columns: readonly { readonly name: string }[]) =>
    new Set(columns.map(({ name }) => name).filter((name) => !left.has(name)));
  return chooseColumns(source, names(source.vectors), names(source.parameters));
}

/** What the session would take in the cloud after an edit; null until that is known. */
export function useStoredSize(
  workbench: Workbench,
  edit: ((content: SessionContent) => SessionContent) | null,
): StoredSize | null {
  const size = useSignal<StoredSize | null>(null);
  useEffect(() => {
    let wanted = true;
    size.value = null;
    if (!edit) return;
    storedSize(edit(workbench.content.peek())).then((known) => {
      if (wanted) size.value = known;
    });
    return () => {
      wanted = false;
    };
  }, [workbench, edit]);
  return size.value;
}

export function SizeLine({ size }: { size: StoredSize | null }) {
  if (!size) return <p class="muted">Working out what it takes in the cloud...</p>;
  const taken = `${bytes(size.bytes)} of the ${bytes(size.maxBytes)} that fit`;
  if (size.fits) return <p class="muted">With it, the session takes {taken} in the cloud.</p>;
  return (
    <Banner tone="warning">
      With it, the session would take {bytes(size.bytes)} in the cloud, where {bytes(size.maxBytes)}{' '}
      fit. Leave out vectors that you do not need, or keep fewer dates.
    </Banner>
  );
}
