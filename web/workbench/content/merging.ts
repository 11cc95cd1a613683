import type { MergeModel } from '../../kernel/index.ts';
import { partLabel } from './labels.ts';
import { mergePart } from './merge-part.ts';

/** In its own file so that it is loaded on demand: most sessions never need it. */
export const merging: MergeModel = { label: partLabel, mergePart };
