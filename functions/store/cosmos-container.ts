import type { Container, PatchOperation, QueryIterator, SqlQuerySpec } from '@azure/cosmos';
import * as z from 'zod/mini';
import { openDatabase } from './client.ts';
import { type ContainerName, PARTITION_KEYS } from './containers.ts';
import type { DatabaseContext } from './context.ts';
import { type CosmosFailure, chargeOf, isNotFound } from './cosmos-errors.ts';
import { DatabaseCalls, type Limits } from './database-calls.ts';
import { Conflict, Corrupt, NotFound, Unavailable } from './errors.ts';
import { deletedAt, isOver, LIFETIME_PATHS } from './lifetime.ts';

export interface Stored<T> {
  readonly document: T;
  /** Quoted once, as HTTP writes it. */
  readonly etag: string;
}

/** `ifMatch` is an HTTP ETag; `onlyIf` a predicate in Cosmos SQL that holds nothing a user wrote. */
export interface PatchOptions {
  readonly ifMatch?: string | undefined;
  readonly onlyIf?: string;
  /** False where sending the patch twice would count twice. */
  readonly repeatable?: boolean;
}

/** A document as the database has it, of which nothing is known yet. */
export type Row = Readonly<Record<string, unknown>>;

const withEtag = z.object({ _etag: z.string() });

/** The SDK asks for a query plan before each page, which a query inside one partition never uses. */
const NO_QUERY_PLAN = {
  queryPlanPromise: Promise.resolve(new Error('No query plan was asked for.')),
};

/**
 * One container of the database, for the length of one request: documents are parsed as they come in,
 * failures are domain errors (see errors.ts), charges and time count towards the request's budget.
 */
export class CosmosContainer<T extends { id: string }> {
  readonly name: ContainerName;
  readonly #container: Container;
  readonly #calls: DatabaseCalls;
  readonly #schema: z.ZodMiniType<T>;

  constructor(
    name: ContainerName,
    schema: z.ZodMiniType<T>,
    { settings, budget }: DatabaseContext,
  ) {
    this.name = name;
    this.#container = openDatabase(settings).container(name);
    this.#calls = new DatabaseCalls(budget);
    this.#schema = schema;
  }

  /** A point read. What lies in the trash or is over counts as absent. Throws NotFound, Corrupt. */
  async read(id: string, partition: string): Promise<Stored<T>> {
    const stored = await this.readIfChanged(id, partition, undefined);
    if (stored === 'not-modified') throw new Unavailable('304 to an unconditional read');
    return stored;
  }

  /**
   * Some fields of a document, in the trash or not, readable or not, and never its content. What is over
   * counts as absent. Throws NotFound.
   */
  async peek(id: string, partition: string, paths: readonly string[]): Promise<Row> {
    const select = [...new Set([...paths, ...LIFETIME_PATHS, '_etag'])].map((path) => `c.${path}`);
    const query = {
      query: `SELECT ${select.join(', ')} FROM c WHERE c.${PARTITION_KEYS[this.name]} = @partition AND c.id = @id`,
      parameters: [
        { name: '@partition', value: partition },
        { name: '@id', value: id },
      ],
    };
    for await (const [row] of this.query(query, { partition, pageSize: 1 })) {
      if (row && !isOver(row)) return row as Row;
    }
    throw new NotFound('Not found.');
  }

  /** A point read that a real account answers with 304, at about 1 RU, while `etag` still holds. */
  async readIfChanged(
    id: string,
    partition: string,
    etag: string | undefined,
  ): Promise<Stored<T> | 'not-modified'> {
    const { statusCode, resource } = await this.#read(id, partition, etag);
    if (statusCode === 304) return 'not-modified';
    if (statusCode === 404 || isOver(resource) || deletedAt(resource)) {
      throw new NotFound('Not found.');
    }
    return this.#parse(resource);
  }

  /** A point read of a document in the trash or not, readable or not. What is over counts as absent. */
  async readAny(
    id: string,
    partition: string,
  ): Promise<{ readonly row: Row; parse(): Stored<T> } | undefined> {
    const { statusCode, resource } = await this.#read(id, partition, undefined);
    if (statusCode === 404 || isOver(resource)) return undefined;
    return { row: { ...(resource as unknown as Row) }, parse: () => this.#parse(resource) };
  }

  /** Whether there is such a document, readable or not. */
  async exists(id: string, partition: string): Promise<boolean> {
    const { statusCode } = await this.#read(id, partition, undefined);
    return statusCode !== 404;
  }

  /** Throws Conflict when the id is taken, which after a lost answer may be by this very document. */
  async create(document: T, { repeatable = true } = {}): Promise<Stored<T>> {
    const response = await this.#calls.write(repeatable, (limits) =>
      this.#container.items.create(document, limits),
    );
    return this.#parse(response.resource);
  }

  /** Creates an item, of whatever shape, unless its id is taken. Answers whether this call did it. */
  async createIfAbsent(item: Row & { readonly id: string }): Promise<boolean> {
    try {
      await this.#calls.write(true, (limits) => this.#container.items.create(item, limits));
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }

  /** Writes an item, of whatever shape, over what has its id. */
  async put(item: Row & { readonly id: string }): Promise<void> {
    await this.#calls.write(true, (limits) => this.#container.items.upsert(item, limits));
  }

  /** Throws NotFound, PreconditionFailed, Corrupt. At most 10 operations. */
  async patch(
    id: string,
    partition: string,
    operations: PatchOperation[],
    options?: PatchOptions,
  ): Promise<Stored<T>> {
    return this.#parse(await this.#patch(id, partition, operations, options));
  }

  /** A patch of a document that may be unreadable: what comes back is not looked at. */
  async mark(
    id: string,
    partition: string,
    operations: PatchOperation[],
    options?: PatchOptions,
  ): Promise<void> {
    await this.#patch(id, partition, operations, options);
  }

  /** Throws NotFound (not after a try whose answer was lost: that one did it), PreconditionFailed. */
  async delete(id: string, partition: string, ifMatch?: string): Promise<void> {
    await this.#calls.write(true, async (limits, maybeDone) => {
      try {
        return await this.#container
          .item(id, partition)
          .delete({ ...condition('IfMatch', ifMatch), ...limits });
      } catch (error) {
        if (maybeDone && isNotFound(error as CosmosFailure)) {
          return { requestCharge: chargeOf(error) };
        }
        throw error;
      }
    });
  }

  /**
   * The rows of a query, unparsed, a page of about `pageSize` after the other. Without `partition` it
   * crosses partitions. A page may be short or empty without being the last.
   */
  async *query(
    query: SqlQuerySpec,
    { partition, pageSize }: { partition?: string; pageSize: number },
  ): AsyncGenerator<unknown[]> {
    const start = (limits: Limits) => {
      const iterator = this.#container.items.query<unknown>(query, {
        ...(partition === undefined ? {} : { partitionKey: partition }),
        maxItemCount: pageSize,
        ...limits,
      });
      return partition === undefined ? iterator : Object.assign(iterator, NO_QUERY_PLAN);
    };
    let iterator!: QueryIterator<unknown>;
    // An iterator remembers a query plan that failed, so a first page is tried again from the start.
    let page = await this.#calls.read((limits) => {
      iterator = start(limits);
      return iterator.fetchNext();
    });
    yield page.resources;
    const mayBeBuffered = partition === undefined;
    while (iterator.hasMoreResults()) {
      page = await this.#calls.read(() => iterator.fetchNext(), { mayBeBuffered });
      yield page.resources;
    }
  }

  /** The SDK answers a read of what is not there instead of throwing. */
  #read(id: string, partition: string, etag: string | undefined) {
    return this.#calls.read(async (limits) => {
      const item = this.#container.item(id, partition);
      const response = await item.read({ ...condition('IfNoneMatch', etag), ...limits });
      const { statusCode: code, substatus } = response;
      if (code === 404 && !isNotFound({ code, substatus }))
        throw new Unavailable({ code, substatus });
      return response;
    });
  }

  async #patch(
    id: string,
    partition: string,
    operations: PatchOperation[],
    { ifMatch, onlyIf, repeatable = true }: PatchOptions = {},
  ): Promise<unknown> {
    const body = onlyIf ? { condition: onlyIf, operations } : operations;
    const response = await this.#calls.write(repeatable, (limits) =>
      this.#container
        .item(id, partition)
        .patch(body, { ...condition('IfMatch', ifMatch), ...limits }),
    );
    return response.resource;
  }

  #parse(resource: unknown): Stored<T> {
    const etag = withEtag.safeParse(resource);
    const document = this.#schema.safeParse(resource);
    if (!etag.success || !document.success) throw new Corrupt(document.error ?? etag.error);
    return { document: document.data, etag: etag.data._etag };
  }
}

function condition(type: 'IfMatch' | 'IfNoneMatch', etag: string | undefined) {
  return etag === undefined ? {} : { accessCondition: { type, condition: etag } };
}
