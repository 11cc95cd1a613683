import {
  contentParts,
  type Difference,
  loadMerge,
  metadataOf,
  type Sides,
  sameJson,
} from '../../kernel/index.ts';
import { merging } from '../content/merging.ts';
import { contentModel } from '../content/model.ts';
import type { Drafts } from '../drafts.ts';
import { activateDashboard } from '../edits/activate-dashboard.ts';
import { partsOf, type Version } from './content-differences.ts';
import { isOnlyTheView } from './only-the-view.ts';

/** A comparison of two versions of one session, and their merge. */
export interface Compared {
  /** Input of the second side, by editor key, that the merge can include. */
  readonly typed: Drafts;
  /** Input that it cannot, because the first side has other input in the same editor. */
  readonly typedElse: Drafts;
  readonly differences: readonly Difference[];
  /** The merge; null if a choice is still missing, or if the merged content is too large or invalid. */
  merged(choices: ReadonlyMap<string, 'mine' | 'theirs'>): Version | null;
}

/** A version with input that is not part of it yet. */
type Typed = Version & { readonly drafts?: Readonly<Record<string, unknown>> | undefined };

/** Compares two versions with the common ancestor `base`; without it, every difference needs a choice. */
export async function compareVersions(
  base: Version | null,
  mine: Typed,
  theirs: Typed,
): Promise<Compared> {
  const { comparePartwise, merge } = await loadMerge();
  const sides: Sides = {
    base: base && partsOf(base),
    mine: partsOf(mine),
    theirs: partsOf(theirs),
  };
  // Which dashboard is open is not part of the work: the first side's stays open.
  const compared = comparePartwise(merging, sides);
  const own = new Map(
    compared.filter(({ parts }) => isOnlyTheView(parts)).map(({ name }) => [name, 'mine'] as const),
  );
  return {
    ...typedBeside(mine.drafts, theirs.drafts),
    differences: compared
      .filter(({ name }) => !own.has(name))
      .map(({ merged, ...difference }) => ({ ...difference, mergesAlone: merged !== null })),
    merged(choices) {
      const result = merge(compared, sides, new Map([...own, ...choices]));
      if (!result.ok) return null;
      const read = contentModel.read(contentModel.join(contentParts(result.parts)));
      if (!read.ok) return null;
      const content = activateDashboard(read.content, mine.content.activeDashboardId);
      return { metadata: metadataOf(result.parts), content };
    },
  };
}

function typedBeside(mine: Typed['drafts'] = {}, theirs: Typed['drafts'] = {}) {
  const others = Object.entries(theirs as Drafts).filter(
    ([key, draft]) => !sameJson(draft, mine[key]),
  );
  const [typed, typedElse] = [false, true].map((isElse) =>
    Object.fromEntries(others.filter(([key]) => key in mine === isElse)),
  ) as [Drafts, Drafts];
  return { typed, typedElse };
}
