import type { Container, Database, ErrorResponse } from '@azure/cosmos';
import type * as z from 'zod/mini';
import type { SnapshotDocument } from '../../../functions/store/snapshot-document.ts';
import { toAccessLog, toSession, toSnapshot } from './convert.ts';
import { OriginalAccessLog, OriginalSession, OriginalSnapshot } from './original-documents.ts';

export interface MoveReport {
  sessions: Count;
  snapshots: Count;
  accessLogs: Count;
  /** Documents that were not moved, each with the reason. */
  readonly left: { readonly container: string; readonly id: string; readonly reason: string }[];
}

export interface Count {
  /** Written, or in a dry run: would be written. */
  moved: number;
  /** Already there from an earlier run. */
  present: number;
}

export interface MoveOptions {
  /** False for a dry run: everything is read and converted, but nothing written. */
  readonly apply: boolean;
  /** Maps a user id of the original to ours. */
  readonly userOf: (id: string) => string;
}

/** A converted document of any container. */
type Target = { readonly id: string };

const PAGE_SIZE = 100;
const CONFLICT = 409;
const PRECONDITION_FAILED = 412;

/**
 * Copies everything from the original's database into ours, without changing the original. May be interrupted
 * and run again at any time: existing documents stay, and documents that have changed in the original since are
 * updated unless they were changed here.
 */
export async function moveAll(
  from: Database,
  to: Database,
  options: MoveOptions,
): Promise<MoveReport> {
  const count = () => ({ moved: 0, present: 0 });
  const report: MoveReport = {
    sessions: count(),
    snapshots: count(),
    accessLogs: count(),
    left: [],
  };
  const snapshots = new Map<string, SnapshotDocument['metadata']>();
  const mover = new Mover(from, to, options, report);

  await mover.each('sessions', OriginalSession, report.sessions, async (original) => {
    const document = await toSession(original, options.userOf);
    return { document, partition: document.owner_id, state: document.metadata.state_hash };
  });
  await mover.each('snapshots', OriginalSnapshot, report.snapshots, async (original) => {
    const document = await toSnapshot(original, options.userOf);
    snapshots.set(document.id, document.metadata);
    return { document, partition: document.id, state: document.create_body_hash };
  });
  await mover.each(
    'snapshot_access_logs',
    OriginalAccessLog,
    report.accessLogs,
    async (original) => {
      const metadata = snapshots.get(original.snapshot_id);
      const document = toAccessLog(original, metadata, options.userOf);
      return { document, partition: document.visitor_id, state: `${document.visits} visits` };
    },
  );
  return report;
}

interface Converted {
  readonly document: Target;
  readonly partition: string;
  /** Shows whether the original has changed since it was moved. */
  readonly state: string;
}

class Mover {
  readonly #from: Database;
  readonly #to: Database;
  readonly #options: MoveOptions;
  readonly #report: MoveReport;

  constructor(from: Database, to: Database, options: MoveOptions, report: MoveReport) {
    this.#from = from;
    this.#to = to;
    this.#options = options;
    this.#report = report;
  }

  async each<T>(
    container: string,
    schema: z.ZodMiniType<T>,
    count: Count,
    convert: (original: T) => Promise<Converted>,
  ): Promise<void> {
    const all = this.#from
      .container(container)
      .items.query('SELECT * FROM c', { maxItemCount: PAGE_SIZE });
    while (all.hasMoreResults()) {
      const { resources = [] } = await all.fetchNext();
      for (const original of resources) {
        const leave = (reason: string) =>
          this.#report.left.push({ container, id: String(original?.id), reason });
        const parsed = schema.safeParse(original);
        if (!parsed.success) {
          leave(
            parsed.error.issues
              .map(({ path, message }) => `${path.join('.')}: ${message}`)
              .join('; '),
          );
          continue;
        }
        try {
          const outcome = await this.#write(container, await convert(parsed.data));
          if (outcome === 'changed here') leave('it was changed here, or the id is taken');
          else count[outcome]++;
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'TooLarge') throw error;
          leave(error.message);
        }
      }
    }
  }

  async #write(name: string, converted: Converted): Promise<keyof Count | 'changed here'> {
    const { document, partition, state } = converted;
    const target = this.#to.container(name);
    const moved = { ...document, moved_state: state };
    if (this.#options.apply && (await create(target, moved))) return 'moved';
    const { resource: present } = await target.item(document.id, partition).read();
    if (!present) return 'moved';
    if (present.moved_state === state) return 'present';
    if (!isUntouched(present)) return 'changed here';
    if (!this.#options.apply) return 'moved';
    return (await replace(target, present, moved, partition)) ? 'moved' : 'changed here';
  }
}

/** Whether nobody has changed or deleted the document here, so that a newer version of the original may replace it. */
function isUntouched(present: Moved): boolean {
  if (present.moved_state === undefined || present.deleted_at !== undefined) return false;
  const state =
    present.visits === undefined ? present.metadata?.state_hash : `${present.visits} visits`;
  return present.moved_state === state;
}

/** The fields that show whether a document was changed since it was moved. */
interface Moved {
  readonly metadata?: { readonly state_hash?: string };
  readonly visits?: number;
  readonly deleted_at?: string;
  readonly moved_state?: string;
}

async function create(container: Container, document: Target): Promise<boolean> {
  try {
    await container.items.create(document);
    return true;
  } catch (error) {
    if ((error as ErrorResponse).code === CONFLICT) return false;
    throw error;
  }
}

async function replace(
  container: Container,
  present: { _etag: string },
  document: Target,
  partition: string,
): Promise<boolean> {
  const accessCondition = { type: 'IfMatch', condition: present._etag };
  try {
    await container.item(document.id, partition).replace(document, { accessCondition });
    return true;
  } catch (error) {
    if ((error as ErrorResponse).code === PRECONDITION_FAILED) return false;
    throw error;
  }
}
