import { useEffect, useState } from 'preact/hooks';
import type { SessionContent } from '../../../workbench/content/schema.ts';
import { type StoredSize, storedSize } from '../../../workbench/ensembles/stored-size.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { Banner } from '../../components/banner.tsx';
import { bytes } from '../../words/format.ts';

/** What the session would take in the cloud after an edit; null until that is known. */
export function useStoredSize(
  workbench: Workbench,
  edit: ((content: SessionContent) => SessionContent) | null,
): StoredSize | null {
  const [size, setSize] = useState<StoredSize | null>(null);
  useEffect(() => {
    let wanted = true;
    setSize(null);
    if (!edit) return;
    storedSize(edit(workbench.content.peek())).then((known) => {
      if (wanted) setSize(known);
    });
    return () => {
      wanted = false;
    };
  }, [workbench, edit]);
  return size;
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
