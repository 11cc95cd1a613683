import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useUnfinished } from '../charts/draw-queue.ts';
import type { Shown } from './shown-ensembles.ts';

export interface WhenShownProps {
  shown: Shown;
  /** Says what the ensembles lack of the requested data; null if nothing. */
  missing: string | null;
  children: ComponentChildren;
}

/** A first picture waits so long for all ensembles, because drawing it once for each of them takes longer. */
const TOGETHER_MS = 200;

/**
 * Shows a module's picture, a skeleton while it is loaded, or why there is none. Ensembles that cannot be read or are
 * still being loaded are named above the picture.
 */
export function WhenShown({ shown, missing, children }: WhenShownProps) {
  const { loading } = shown;
  const isPatient = useSignal(true);
  useEffect(() => {
    const timer = setTimeout(() => {
      isPatient.value = false;
    }, TOGETHER_MS);
    return () => clearTimeout(timer);
  }, []);
  const hasShown = useRef(false);
  const waits = loading.length > 0 && !hasShown.current;
  if (waits && (shown.ensembles.length === 0 || isPatient.value)) {
    return <Skeleton>Loading {loading.join(', ')}</Skeleton>;
  }
  hasShown.current = true;
  const gap = gapOf(shown) ?? missing;
  if (gap !== null) return <p class="module-gap muted">{gap}</p>;
  return (
    <>
      {shown.failed.length > 0 && <p class="card-warning">{shown.failed.join(' ')}</p>}
      {loading.length > 0 && (
        <p class="module-loading muted" role="status">
          Loading {loading.join(', ')}
        </p>
      )}
      {children}
    </>
  );
}

/** Placeholder of a picture that is being loaded. Its text appears only if that takes longer. */
export function Skeleton({ children }: { children: ComponentChildren }) {
  useUnfinished();
  return (
    <div class="module-skeleton muted" role="status">
      <p>{children}</p>
    </div>
  );
}

function gapOf({ ensembles, available, failed }: Shown): string | null {
  if (ensembles.some(({ rows }) => rows.length > 0)) return null;
  if (ensembles.length > 0) return 'The realization filter leaves nothing to show.';
  if (failed.length > 0) return failed.join(' ');
  return available > 0
    ? 'No ensemble is chosen. Choose one in the options.'
    : 'There is no ensemble yet. Add one in the Ensembles panel.';
}
