import { useMemo } from 'preact/hooks';
import { ITEM_MAX_BYTES, ITEM_WARN_RATIO } from '../../../contract/limits.ts';
import type { LoadedSession } from '../../kernel/index.ts';
import { largestParts } from '../../workbench/content/largest-parts.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import { useApp } from '../app/app-model.ts';
import { Banner } from '../components/banner.tsx';
import { bytesOf } from '../words/format.ts';

type Session = LoadedSession<SessionContent>;

/** Says how much of its room a session takes, and what takes most of it. */
export function SizeBanner({ session }: { session: Session }) {
  const { content } = useApp().workbench;
  // Computed only when the size changes: it takes as long as serializing the whole content.
  const size = sizeOf(session);
  const largest = useMemo(() => largestParts(content.peek())[0], [size.taken]);
  const [taken, limit] = bytesOf(size.taken, size.limit);
  return (
    <Banner tone="warning">
      {size.taken > size.limit ? (
        <>
          <strong>This session is too large for the cloud.</strong> It takes {taken} of at most{' '}
          {limit}, so it cannot be saved until you remove something.{' '}
        </>
      ) : (
        <>
          This session takes {taken} of the {limit} that the cloud can hold.{' '}
        </>
      )}
      {largest && (
        <>
          Most space is taken by: {largest.label}
          {largest.count > 1 && ` (${largest.count} of them)`}.
        </>
      )}
    </Banner>
  );
}

/** Size and limit in bytes: those of a save that was refused, or else of the last content that was packed. */
function sizeOf({ cloud, storedBytes }: Session): { taken: number; limit: number } {
  const problem = cloud.kind === 'failed' ? cloud.problem : null;
  if (problem?.kind === 'tooLarge' && problem.bytes !== null && problem.maxBytes !== null)
    return { taken: problem.bytes, limit: problem.maxBytes };
  return { taken: storedBytes ?? 0, limit: ITEM_MAX_BYTES };
}

export function isNearlyTooLarge(session: Session): boolean {
  const { taken, limit } = sizeOf(session);
  return taken > limit * ITEM_WARN_RATIO;
}
