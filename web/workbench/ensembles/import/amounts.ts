import type { Ensemble, ImportedSource } from '../../content/schema.ts';
import type { Amounts } from './limit-issue.ts';
import type { ReadEnsemble, Thinning } from './reading.ts';

type ImportedEnsemble = Ensemble & { readonly source: ImportedSource };

/** Whether files can replace or complete its data. */
export function isImported(ensemble: Ensemble): ensemble is ImportedEnsemble {
  return ensemble.source.kind === 'imported';
}

const PERIOD_SECONDS = { all: 0, monthly: 28 * 86_400, yearly: 365 * 86_400 };

/** Upper bounds of what would be added of an ensemble; thinned dates are estimated. */
export function amountsOf(
  { vectors, parameters, realizations, timeCount, firstTime, lastTime }: ReadEnsemble,
  thinning: Thinning,
  left: ReadonlySet<string>,
): Amounts {
  const kept = (columns: readonly { readonly name: string }[]) =>
    columns.filter(({ name }) => !left.has(name)).length;
  const period = PERIOD_SECONDS[thinning];
  const periods = period > 0 ? Math.ceil((lastTime - firstTime) / period) + 1 : timeCount;
  return {
    vectors: kept(vectors),
    parameters: kept(parameters),
    dates: Math.min(timeCount, periods),
    realizations: realizations.length,
  };
}

/** Names of the columns of several ensembles, each once. */
export function namesOf(lists: readonly (readonly { readonly name: string }[])[]): string[] {
  return [...new Set(lists.flat().map(({ name }) => name))];
}
