import { isSameUnit } from '../../same-unit.ts';
import type { ImportQuestion } from '../mapping.ts';
import type { Problems } from '../problems.ts';

/** Collects what building reports. */
export interface BuildContext {
  readonly problems: Problems;
  readonly questions: ImportQuestion[];
  /** What the person should know although it is not an error. */
  readonly notes: Set<string>;
  /** Assumptions about how cells are read, by file: "Dates are read as Excel day numbers". */
  readonly decisions: Map<string, Set<string>>;
  /** Names of parameters in which "none" is a word, and not a missing value. */
  readonly noneIsWord: Set<string>;
}

export function decide(context: BuildContext, file: string, sentence: string): void {
  const known = context.decisions.get(file) ?? new Set();
  context.decisions.set(file, known.add(sentence));
}

/** A unit, and the file that has it. */
interface UnitIn {
  readonly unit: string;
  readonly file: string;
}

/** Reports a column whose unit in one file is another one than in an earlier file. */
export function refuseOtherUnit(
  name: string,
  { unit, file }: UnitIn,
  earlier: UnitIn,
  { problems }: BuildContext,
): void {
  if (isSameUnit(unit, earlier.unit)) return;
  const message = `${name} is in ${unit}, but in ${earlier.unit} in ${earlier.file}. Import the two as separate ensembles, or convert one.`;
  problems.add('unit', { file, message });
}

/** "once", "3 times" */
export const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** "3, 5, 8 and 4 more" */
export function listed(items: readonly (string | number)[], shown = 5): string {
  const more = items.length - shown;
  if (more > 0) return `${items.slice(0, shown).join(', ')} and ${more} more`;
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : items.join();
}
