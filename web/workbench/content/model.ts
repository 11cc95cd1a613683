import type { ContentModel } from '../../kernel/index.ts';
import { partLabel } from './labels.ts';
import { mergePart } from './merge-part.ts';
import { partsModel } from './parts-model.ts';
import { readContent } from './read.ts';
import type { SessionContent } from './schema.ts';

/** All that persistence needs to know of a session content. */
export const contentModel: ContentModel<SessionContent> = {
  ...partsModel,
  read: readContent,
  rest: async (value) => (await import('./rest.ts')).readRest(value),
  label: partLabel,
  mergePart,
};
