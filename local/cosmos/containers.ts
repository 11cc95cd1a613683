import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Documents from '@vercel/cosmosdb-server/lib/account/documents.js';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import { ROOT } from '../root.ts';
import { compareConditionsAsTheyAre } from './patch-conditions.ts';

interface IndexingPolicy {
  readonly compositeIndexes: readonly { path: string; order: string }[][];
}

/** Database and containers, exactly as the deployment makes them. */
const definition = JSON.parse(readFileSync(join(ROOT, 'infra/cosmos-containers.json'), 'utf8')) as {
  database: string;
  containers: { id: string; indexingPolicy: IndexingPolicy }[];
};

/** Makes the database with its empty containers; their documents by the container's name. */
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

/** The service writes `_etag` with its quotes, as HTTP does; the emulator makes it without. */
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

/** The service reads a composite index in both directions; the emulator wants one for each. */
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
