import type { ComponentChildren } from 'preact';
import type { Shown } from './shown-ensembles.ts';

/** Why a module has nothing to show yet. */
export function ModuleGap({ children }: { children: ComponentChildren }) {
  return <p class="module-gap muted">{children}</p>;
}

/** What is missing of the ensembles asked for; null if there is enough to draw. */
export function gapOf({ ensembles, loading, failed }: Shown): string | null {
  if (ensembles.length > 0) return null;
  if (loading.length > 0) return `Loading ${loading.join(', ')}...`;
  if (failed.length > 0) return failed.join(' ');
  return 'No ensemble to show. Add one in the Ensembles panel, or choose one in the options.';
}

/** Ensembles that could not be read, beside those that are shown. */
export function Failures({ failed }: Pick<Shown, 'failed'>) {
  return failed.length > 0 ? <p class="card-warning">{failed.join(' ')}</p> : null;
}
