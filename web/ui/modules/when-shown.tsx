import type { ComponentChildren } from 'preact';
import type { Shown } from './shown-ensembles.ts';

export interface WhenShownProps {
  shown: Shown;
  /** What the ensembles lack of what was asked for, in words; null if they have it. */
  missing: string | null;
  children: ComponentChildren;
}

/** A module's picture, or in its place why there is none. Ensembles that could not be read are named beside it. */
export function WhenShown({ shown, missing, children }: WhenShownProps) {
  const gap = gapOf(shown) ?? missing;
  if (gap !== null) return <p class="module-gap muted">{gap}</p>;
  return (
    <>
      {shown.failed.length > 0 && <p class="card-warning">{shown.failed.join(' ')}</p>}
      {children}
    </>
  );
}

function gapOf({ ensembles, available, loading, failed }: Shown): string | null {
  if (ensembles.some(({ rows }) => rows.length > 0)) return null;
  if (ensembles.length > 0) return 'The realization filter leaves nothing to show.';
  if (loading.length > 0) return `Loading ${loading.join(', ')}...`;
  if (failed.length > 0) return failed.join(' ');
  return available > 0
    ? 'No ensemble is chosen. Choose one in the options.'
    : 'There is no ensemble yet. Add one in the Ensembles panel.';
}
