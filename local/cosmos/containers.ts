import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Documents from '@vercel/cosmosdb-server/lib/account/documents.js';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import { ROOT } from '../root.ts';
import { compareConditionsAsTheyAre } from './patch-conditions.ts';

interface IndexingPolicy {
  readonly compositeIndexes: readonly { path: string; order: string }[][];
}

/** Database and containers, as deployed. */
const definition = JSON.parse(readFileSync(join(ROOT, 'infra/cosmos-containers.json'), 'utf8')) as {
  database: string;
  containers: { id: string; indexingPolicy: IndexingPolicy }[];
};

/** Creates the database with empty containers. Returns their documents by container name. */
export function createContainers(account: Account): Map<string, Documents> {
  compareConditionsAsTheyAre();
  account.databases.create({ id: definition.database });
  const database = account.database(definition.database);
  for (const container of definition.containers) {
    database.collections.create({ ...container, indexingPolicy: readableFromBothEnds(container) });
  }
  const containers = definition.containers.map(({ id }) => {
    const { documents } = database.collection(id);
    quoteEtags(documents);
    return [id, documents] as const;
  });
  return new Map(containers);
}

/** The real service returns `_etag` with quotes, as in HTTP; the emulator omits them. */
function quoteEtags(documents: Documents) {
  const set = documents._set;
  documents._set = (document) => {
    const { _etag = '' } = document;
    return set.call(documents, {
      ...document,
      _etag: _etag.startsWith('"') ? _etag : `"${_etag}"`,
    });
  };
}

/** The real service uses a composite index in both directions; the emulator needs one for each. */
function readableFromBothEnds({ indexingPolicy }: { indexingPolicy: IndexingPolicy }) {
  const { compositeIndexes } = indexingPolicy;
  const reversed = compositeIndexes.map((index) =>
    index.map(({ path, order }) => ({
      path,
      order: order === 'ascending' ? 'descending' : 'ascending',
    })),
  );
  return { ...indexingPolicy, compositeIndexes: [...compositeIndexes, ...reversed] };
}
