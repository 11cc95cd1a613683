import type { Problem } from '../../kernel/index.ts';
import { type Explanation, explainProblem } from '../app/explain-problem.ts';

/** Nothing is left to recover: it went, or it belongs to another tab now. */
export function isNoLongerOffered({ kind }: Problem): boolean {
  return kind === 'damaged' || kind === 'notFound' || kind === 'heldElsewhere';
}

/** It is all there, only not understood. */
export function isWhole({ kind }: Problem): boolean {
  return kind === 'newer' || kind === 'invalid';
}

/** Why unsaved work was not recovered, where it is, and what to do. `damagedAt`: where damaged work is listed. */
export function explainRecovery(problem: Problem, damagedAt: string): Explanation {
  switch (problem.kind) {
    case 'notFound':
      return {
        title: 'It is not there any more',
        text: 'It was recovered, saved or discarded in another tab.',
        details: [],
        help: null,
      };
    case 'damaged':
      return explainProblem(
        problem,
        `Nothing of it was deleted: what can be read of it can be downloaded ${damagedAt}.`,
      );
    case 'heldElsewhere':
      return explainProblem(problem, 'Nothing is lost: go on in that tab, or close it first.');
    default:
      return explainProblem(
        problem,
        'Nothing was deleted: it stays on this device and is offered again.',
      );
  }
}
