import { SnapshotAccessLogStore } from '../../functions/store/access-log-store.ts';
import { SessionStore } from '../../functions/store/session-store.ts';
import { SnapshotStore } from '../../functions/store/snapshot-store.ts';
import { type OwnDatabase, startOwnDatabase } from '../../tests/api/own-database.ts';
import { type Exchange, type FaultProxy, startFaultProxy } from '../../tests/faults/fault-proxy.ts';
import type { Cost } from './original.ts';
import { createRu, NOT_FOUND_RU, NOT_MODIFIED_RU, patchRu, readRu } from './prices.ts';

const LOG_BYTES = 1024;
const PAGE_ITEMS = 10;

export interface Measured {
  readonly itemBytes: number;
  readonly costs: Readonly<Record<string, Cost>>;
}

/** Runs each operation against the emulator, counts the requests on the wire, and prices them. */
export async function measureOurs(content: string, changed: string): Promise<Measured> {
  const database = await startOwnDatabase();
  const proxy = await startFaultProxy(database.url);
  try {
    return await measure(proxy, contexts(database, proxy), content, changed);
  } finally {
    await proxy.close();
    await database.close();
  }
}

function contexts(database: OwnDatabase, proxy: FaultProxy) {
  return (user: string) => {
    const context = database.contextFor(user);
    return { ...context, settings: { ...context.settings, COSMOS_ENDPOINT: proxy.url } };
  };
}

async function measure(
  proxy: FaultProxy,
  contextFor: ReturnType<typeof contexts>,
  content: string,
  changed: string,
): Promise<Measured> {
  const sessions = new SessionStore(contextFor('owner'));
  const snapshots = new SnapshotStore(contextFor('owner'));
  const visitor = contextFor('visitor');
  const visit = (id: string) => {
    const reading = new SnapshotStore(visitor).read(id);
    return new SnapshotAccessLogStore(visitor).logVisit(id, reading);
  };
  /** Runs an action and returns its cost, priced per exchange. */
  const during = async (action: () => Promise<unknown>): Promise<[Cost, Exchange[]]> => {
    const before = proxy.exchanges.length;
    await action();
    const exchanges = proxy.exchanges.slice(before);
    const requestUnits = exchanges.reduce((sum, exchange) => sum + price(exchange), 0);
    return [{ roundTrips: exchanges.length, requestUnits }, exchanges];
  };

  const title = 'A session of some size';
  // Warm-up: once per process and container, the client requests the partition key.
  await sessions.create({ title, content });
  await visit((await snapshots.create({ title, content })).id);
  const [create, [creation]] = await during(() => sessions.create({ title, content }));
  const { id, etag } = await sessions.create({ title, content });
  const whole = { title, description: 'changed', content: changed };
  const [open] = await during(() => sessions.get(id));
  const [poll] = await during(() => sessions.getMetadata(id, etag));
  const [save] = await during(() => sessions.update(id, whole, etag));
  for (let made = 3; made < PAGE_ITEMS; made++) await sessions.create({ title, content });
  const [list] = await during(() => sessions.list({}));
  const { id: snapshotId } = await snapshots.create({ title, content });
  const [firstVisit] = await during(() => visit(snapshotId));
  const [laterVisit] = await during(() => visit(snapshotId));

  const itemBytes = creation?.answer?.body.byteLength ?? 0;
  return {
    itemBytes,
    costs: {
      'create a session': create,
      'open a session': open,
      'save a session': save,
      // The emulator answers 200 with the document; a real account answers 304 without it.
      'poll, nothing new': { ...poll, requestUnits: NOT_MODIFIED_RU },
      // Although the query asks only for metadata, the database may load each whole item.
      'list 10 sessions': { ...list, requestUnits: PAGE_ITEMS * readRu(itemBytes) },
      'open a snapshot, first visit': firstVisit,
      'open a snapshot again': laterVisit,
    },
  };
}

function price({ request, answer }: Exchange): number {
  const bytes = answer?.body.byteLength ?? 0;
  if (answer?.status === 404) return NOT_FOUND_RU;
  switch (request.method) {
    case 'GET':
      return readRu(bytes);
    case 'PATCH': {
      const sent = JSON.parse(String(request.body));
      return patchRu(Math.max(bytes, LOG_BYTES), (sent.operations ?? sent).length);
    }
    default:
      return createRu(bytes);
  }
}
