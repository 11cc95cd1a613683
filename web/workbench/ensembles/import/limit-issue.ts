import {
  ENSEMBLES_MAX,
  PARAMETERS_MAX,
  REALIZATIONS_MAX,
  TIMES_MAX,
  VALUES_MAX,
  VECTORS_MAX,
} from '../../content/limits.ts';
import type { ImportedSource, SessionContent } from '../../content/schema.ts';

/** Why a content could not hold these ensembles, and what to do; null where it could. */
export function limitIssue(
  { ensembleSet: { ensembles } }: SessionContent,
  sources: readonly ImportedSource[],
  isReplacing: boolean,
): string | null {
  if (sources.some(({ vectors }) => vectors.length === 0)) return 'Take at least one vector.';
  const before = isReplacing ? ensembles.length - 1 : ensembles.length;
  if (before + sources.length > ENSEMBLES_MAX) {
    return `A session holds at most ${ENSEMBLES_MAX} ensembles; remove some first.`;
  }
  for (const { vectors, parameters, timeCount, realizationCount } of sources) {
    if (vectors.length > VECTORS_MAX) {
      return `There are ${vectors.length} vectors, and an ensemble holds at most ${VECTORS_MAX}; leave some out.`;
    }
    if (parameters.length > PARAMETERS_MAX) {
      return `There are ${parameters.length} parameters, and an ensemble holds at most ${PARAMETERS_MAX}; leave some out.`;
    }
    if (timeCount > TIMES_MAX) {
      return `There are ${timeCount} dates, and an ensemble holds at most ${TIMES_MAX}; keep fewer of them.`;
    }
    if (realizationCount > REALIZATIONS_MAX) {
      return `There are ${realizationCount} realizations, and an ensemble holds at most ${REALIZATIONS_MAX}.`;
    }
  }
  const total = sources.reduce(
    (sum, one) => sum + one.vectors.length * one.realizationCount * one.timeCount,
    0,
  );
  return total > VALUES_MAX
    ? `There are ${total} numbers, and a session holds at most ${VALUES_MAX}; leave out vectors, or keep fewer dates.`
    : null;
}
