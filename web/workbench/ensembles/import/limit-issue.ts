import {
  ENSEMBLES_MAX,
  PARAMETERS_MAX,
  REALIZATIONS_MAX,
  TIMES_MAX,
  VALUES_MAX,
  VECTORS_MAX,
} from '../../content/limits.ts';
import type { SessionContent } from '../../content/schema.ts';

/** Sizes of an ensemble to be imported, without what is left out. */
export interface Amounts {
  readonly vectors: number;
  readonly parameters: number;
  readonly dates: number;
  readonly realizations: number;
}

/** How many numbers the vectors have together. */
export function numbersOf({ vectors, dates, realizations }: Amounts): number {
  return vectors * dates * realizations;
}

/** Why these ensembles exceed the limits of a content, and what to do; null if they do not. */
export function limitIssue(
  { ensembleSet: { ensembles } }: SessionContent,
  amounts: readonly Amounts[],
  isReplacing: boolean,
): string | null {
  if (amounts.some(({ vectors }) => vectors === 0)) return 'Take at least one vector.';
  const before = isReplacing ? ensembles.length - 1 : ensembles.length;
  if (before + amounts.length > ENSEMBLES_MAX) {
    return `A session holds at most ${ENSEMBLES_MAX} ensembles; remove some first.`;
  }
  for (const { vectors, parameters, dates, realizations } of amounts) {
    if (vectors > VECTORS_MAX) {
      return `There are ${vectors} vectors, and an ensemble holds at most ${VECTORS_MAX}; leave some out.`;
    }
    if (parameters > PARAMETERS_MAX) {
      return `There are ${parameters} parameters, and an ensemble holds at most ${PARAMETERS_MAX}; leave some out.`;
    }
    if (dates > TIMES_MAX) {
      return `There are ${dates} dates, and an ensemble holds at most ${TIMES_MAX}; keep fewer of them.`;
    }
    if (realizations > REALIZATIONS_MAX) {
      return `There are ${realizations} realizations, and an ensemble holds at most ${REALIZATIONS_MAX}.`;
    }
  }
  const total = amounts.reduce((sum, one) => sum + numbersOf(one), 0);
  return total > VALUES_MAX
    ? `There are ${total} numbers, and a session holds at most ${VALUES_MAX}; leave out vectors, or keep fewer dates.`
    : null;
}
