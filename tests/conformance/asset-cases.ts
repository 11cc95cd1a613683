/** Requirements of the device's asset store. The cases run in a page, with the real IndexedDB. */

import { type AssetStore, openAssetStore } from '../../web/adapters/assets/asset-store.ts';
import { putBlob } from '../../web/adapters/assets/blobs.ts';
import type { AssetDatabase } from '../../web/adapters/assets/database.ts';
import { sweepAssets, UNNAMED_ASSETS_FOR_MS } from '../../web/adapters/assets/sweep-assets.ts';
import type { Call } from '../../web/adapters/index.ts';
import { createDatabase } from '../../web/adapters/journal/transactions.ts';
import { same } from './journal-tools.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const PART_BYTES = 10;

/** One device, and a cloud behind it. */
class World {
  /** Assets that the cloud returns. */
  readonly cloud = new Map<string, Bytes>();
  /** Requests to the cloud: hashes and ranges. */
  readonly asked: string[] = [];
  /** Whether writes fail. */
  refuses: (() => Promise<boolean>) | null = null;
  /** Whether writes fail for another reason than a lack of space. */
  isBroken = false;
  readonly assets: AssetStore;
  readonly #database: AssetDatabase;

  constructor(database: AssetDatabase) {
    this.#database = database;
    const full: AssetDatabase = {
      run: async (mode, work) => {
        if (mode === 'readwrite' && (await this.refuses?.())) {
          throw new DOMException('No room', 'QuotaExceededError');
        }
        if (mode === 'readwrite' && this.isBroken) throw new DOMException('Broken', 'UnknownError');
        return database.run(mode, work);
      },
    };
    this.assets = openAssetStore(full, this.#call as Call, 0);
  }

  readonly #call = async (_: string, input: { params: { hash: string }; headers: HeadersInit }) => {
    const range = new Headers(input.headers).get('range');
    this.asked.push(range ? `${input.params.hash} ${range}` : input.params.hash);
    const bytes = this.cloud.get(input.params.hash);
    if (!bytes) return { kind: 'problem', problem: { status: 404 }, retryAfterMs: null };
    const [first = 0, last = bytes.length - 1] = (range?.match(/\d+/g) ?? []).map(Number);
    return { kind: 'ok', value: bytes.slice(first, last + 1), etag: null };
  };

  /** Reads the start of an asset and compares it with `bytes`. */
  part(hash: string, bytes: Bytes): Promise<Bytes> {
    const isRight = async (found: Bytes) =>
      `${found}` === `${bytes.subarray(0, PART_BYTES)}` && found.length === PART_BYTES;
    return this.assets.readPart({ hash, offset: 0, bytes: PART_BYTES }, isRight);
  }

  /** Stores wrong bytes under a hash on the device. */
  damage(hash: string, bytes: Bytes): Promise<void> {
    return putBlob(this.#database, 'assets', hash, bytes);
  }

  /** Names of the stored items: assets and parts. */
  kept(): Promise<number[]> {
    return this.#database.run('readonly', async (store) =>
      Promise.all(
        (['assets', 'parts', 'used'] as const).map(
          (name) =>
            new Promise<number>((resolve) => {
              const request = store(name).count();
              request.onsuccess = () => resolve(request.result);
            }),
        ),
      ),
    );
  }

  /** Runs housekeeping on a device whose journal has these texts, so many milliseconds from now. */
  async sweep(text: string, afterMs: number): Promise<void> {
    const journal = createDatabase(`journal-${crypto.randomUUID()}`);
    await journal.run('strict', async (tx) => tx.put('parts', 'one', text));
    await sweepAssets(journal, this.#database, Date.now() + afterMs);
  }
}

async function asset(size = 100): Promise<{ hash: string; bytes: Bytes }> {
  const bytes = crypto.getRandomValues(new Uint8Array(size));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { hash, bytes };
}

const reasonOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error) => error.reason ?? String(error),
  );

export const assetCases: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'What was put is there, whole and in parts, without the cloud': async (world) => {
    const { hash, bytes } = await asset();
    await world.assets.put(hash, bytes);
    same([...(await world.assets.readWhole(hash))], [...bytes]);
    same([...((await world.assets.read(hash)) ?? [])], [...bytes]);
    same([...(await world.part(hash, bytes))], [...bytes.subarray(0, PART_BYTES)]);
    same([...(await world.assets.sizes([hash, 'other']))], [[hash, 100]]);
    same(world.asked, []);
  },

  'A part that only the cloud has is fetched once, by its range, also for two who ask at once':
    async (world) => {
      const { hash, bytes } = await asset();
      world.cloud.set(hash, bytes);
      await Promise.all([world.part(hash, bytes), world.part(hash, bytes)]);
      // It is stored in the background.
      while ((await world.kept())[1] === 0);
      await world.part(hash, bytes);
      same(world.asked, [`${hash} bytes=0-9`]);
      same([...(await world.assets.sizes([hash]))], []);
      same(await world.assets.read(hash), null);
    },

  'An asset that is neither here nor in the cloud is missing, and is there once the cloud has it':
    async (world) => {
      const { hash, bytes } = await asset();
      same(await reasonOf(world.part(hash, bytes)), 'missing');
      same(await reasonOf(world.assets.readWhole(hash)), 'missing');
      world.cloud.set(hash, bytes);
      same([...(await world.part(hash, bytes))], [...bytes.subarray(0, PART_BYTES)]);
    },

  'Other bytes under its name in the cloud are damage, and nothing of them is kept': async (
    world,
  ) => {
    const { hash, bytes } = await asset();
    for (const wrong of [bytes.map((byte) => byte ^ 1), bytes.slice(0, 4), new Uint8Array(0)]) {
      world.cloud.set(hash, wrong);
      same(await reasonOf(world.part(hash, bytes)), 'damaged');
      same(await reasonOf(world.assets.readWhole(hash)), 'damaged');
    }
    same(await world.kept(), [0, 0, 0]);
  },

  'Other bytes under its name on the device are passed over: the cloud has the right ones': async (
    world,
  ) => {
    const { hash, bytes } = await asset();
    for (const wrong of [bytes.map((byte) => byte ^ 1), bytes.slice(0, 4)]) {
      await world.damage(hash, wrong);
      same(await world.assets.read(hash), null);
      same(await reasonOf(world.part(hash, bytes)), 'missing');
    }
    world.cloud.set(hash, bytes);
    same([...(await world.part(hash, bytes))], [...bytes.subarray(0, PART_BYTES)]);
    same([...(await world.assets.readWhole(hash))], [...bytes]);
  },

  'Where there is no room parts that the cloud has give way, and then it is said': async (
    world,
  ) => {
    const [fetched, first, second] = [await asset(), await asset(), await asset()];
    world.cloud.set(fetched.hash, fetched.bytes);
    await world.part(fetched.hash, fetched.bytes);
    while ((await world.kept())[1] === 0);
    // The first write fails for lack of space, the next one succeeds.
    let isFirst = true;
    world.refuses = async () => {
      const was = isFirst;
      isFirst = false;
      return was;
    };
    await world.assets.put(first.hash, first.bytes);
    same(await world.kept(), [1, 0, 1]);
    world.refuses = async () => true;
    same(await reasonOf(world.assets.put(second.hash, second.bytes)), 'noRoom');
    same([...(await world.assets.sizes([first.hash, second.hash]))], [[first.hash, 100]]);
    // It is shown even if it does not fit.
    await world.part(fetched.hash, fetched.bytes);
  },

  'An asset that cannot be written is in memory only, which is said until it is stored': async (
    world,
  ) => {
    const { hash, bytes } = await asset();
    world.isBroken = true;
    await world.assets.put(hash, bytes);
    same([...(await world.part(hash, bytes))], [...bytes.subarray(0, PART_BYTES)]);
    same([...(await world.assets.sizes([hash]))], [[hash, 100]]);
    same(await world.assets.unstored?.([hash]), 'failed');
    same(await world.assets.unstored?.(['other']), null);
    world.isBroken = false;
    same(await world.assets.unstored?.([hash]), null);
    same((await world.kept())[0], 1);
  },

  'Housekeeping takes what nothing names and nobody used for a week, and nothing else': async (
    world,
  ) => {
    const [named, unnamed, partOfNamed, part] = [
      await asset(),
      await asset(),
      await asset(),
      await asset(),
    ];
    for (const { hash, bytes } of [named, unnamed]) await world.assets.put(hash, bytes);
    for (const { hash, bytes } of [partOfNamed, part]) {
      world.cloud.set(hash, bytes);
      await world.part(hash, bytes);
    }
    while ((await world.kept())[1] !== 2);
    const text = JSON.stringify({ asset: named.hash, other: { asset: partOfNamed.hash } });
    await world.sweep(text, UNNAMED_ASSETS_FOR_MS - 60_000);
    same(await world.kept(), [2, 2, 4]);
    await world.sweep(text, UNNAMED_ASSETS_FOR_MS + 60_000);
    same(await world.kept(), [1, 1, 2]);
    same([...(await world.assets.sizes([named.hash, unnamed.hash]))], [[named.hash, 100]]);
  },
};

/** @returns why the case fails; null if it passes */
export async function runAssetCase(name: string, database: AssetDatabase): Promise<string | null> {
  try {
    await assetCases[name]?.(new World(database));
    return null;
  } catch (error) {
    return String(error);
  }
}
