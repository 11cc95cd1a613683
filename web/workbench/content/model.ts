import type { ContentModel } from '../../kernel/index.ts';
import { partsModel } from './parts-model.ts';
import { readContent } from './read.ts';
import type { SessionContent } from './schema.ts';

/** Everything the kernel needs to know about the content. */
export const contentModel: ContentModel<SessionContent> = {
  ...partsModel,
  read: readContent,
  rest: async (value) => (await import('./rest.ts')).readRest(value),
  merging: async () => (await import('./merging.ts')).merging,
};
