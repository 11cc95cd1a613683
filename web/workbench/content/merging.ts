import type { MergeModel } from '../../kernel/index.ts';
import { partLabel } from './labels.ts';
import { mergePart } from './merge-part.ts';

/** Apart from the rest of the model, since most sessions never need it. */
export const merging: MergeModel = { label: partLabel, mergePart };
