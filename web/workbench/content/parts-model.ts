import type { PartsModel } from '../../kernel/index.ts';
import { assetsOf } from './assets.ts';
import { migrate } from './migrations.ts';
import { join, split } from './parts.ts';
import type { SessionContent } from './schema.ts';
import { CONTENT_SCHEMA_VERSION } from './version.ts';

/** What the journal's Worker needs to know about the content. Imports no validator, to stay small. */
export const partsModel: PartsModel<SessionContent> = {
  schemaVersion: CONTENT_SCHEMA_VERSION,
  migrate,
  split,
  join,
  assets: assetsOf,
};
