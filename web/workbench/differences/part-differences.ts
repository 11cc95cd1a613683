import { differingFields } from './differing-fields.ts';
import { fieldWords, type NameOf } from './field-words.ts';
import { shortened, shortenedPair } from './shortened.ts';
import { valueWords } from './value-words.ts';

/** A field in which a part differs, in words: each value short and on one line. */
export interface FieldDifference {
  readonly path: readonly string[];
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
}

/** A part on each side; undefined where it does not exist. */
export interface PartSides {
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** Every field in which the two sides of a part differ; if one side lacks the part, all its fields. */
export function partDifferences(
  { mine, theirs }: PartSides,
  nameOf: NameOf,
): readonly FieldDifference[] {
  const found = differingFields(mine ?? idOf(theirs), theirs ?? idOf(mine));
  return found.map(({ path, ...sides }) => {
    const words = [valueWords(sides.mine, nameOf), valueWords(sides.theirs, nameOf)] as const;
    const [shownMine, shownTheirs] = shortenedPair(...words);
    const field = shortened(fieldWords(path, nameOf));
    return { path, field, mine: shownMine, theirs: shownTheirs };
  });
}

/** The id, to leave it out: it identifies the part and is no difference. */
function idOf(part: unknown): object {
  return typeof part === 'object' && part !== null && 'id' in part ? { id: part.id } : {};
}
