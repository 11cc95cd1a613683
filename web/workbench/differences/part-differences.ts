import { differingFields } from './differing-fields.ts';
import { fieldWords, type NameOf } from './field-words.ts';
import { shortened, shortenedPair } from './shortened.ts';
import { valueWords } from './value-words.ts';

/** A field in which a part differs, in words for a person: each on one line and short. */
export interface FieldDifference {
  readonly path: readonly string[];
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
}

/** What a part is on each side; undefined where it is not there. */
export interface PartSides {
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** Every field in which the two sides of a part differ; of a part that one side lacks, every field that it has. */
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

/** An id is what finds a part, and no news. */
function idOf(part: unknown): object {
  return typeof part === 'object' && part !== null && 'id' in part ? { id: part.id } : {};
}
