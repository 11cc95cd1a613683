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
  /** With quotes, as in HTTP headers. */
  readonly etag: string;
}

/** `ifMatch` is an HTTP ETag; `onlyIf` is a predicate in Cosmos SQL that must not contain user input. */
export interface PatchOptions {
  readonly ifMatch?: string | undefined;
  readonly onlyIf?: string;
  /** False if the patch is not idempotent. */
  readonly repeatable?: boolean;
}

/** A document as the database returned it, not yet parsed. */
export type Row = Readonly<Record<string, unknown>>;

const withEtag = z.object({ _etag: z.string() });

/** Otherwise the SDK fetches a query plan before each page, though a query inside one partition needs none. */
const NO_QUERY_PLAN = {
  queryPlanPromise: Promise.resolve(new Error('No query plan is needed.')),
};

/**
 * One container of the database, for one request. It parses documents, turns failures into domain errors
 * (see errors.ts), and counts charges and time towards the request's budget.
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

  /** A point read. Deleted (in the trash) and expired documents count as absent. Throws NotFound, Corrupt. */
  async read(id: string, partition: string): Promise<Stored<T>> {
    const stored = await this.readIfChanged(id, partition, undefined);
    if (stored === 'not-modified') throw new Unavailable('304 to an unconditional read');
    return stored;
  }

  /**
   * Some fields of a document, never its content. Works for deleted and for unreadable documents; expired
   * ones count as absent. Throws NotFound.
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

  /** A point read; while `etag` still matches, Cosmos DB answers 304 for about 1 RU. Throws NotFound, Corrupt. */
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

  /** A point read that also returns deleted and unreadable documents. Undefined if absent or expired. */
  async readAny(
    id: string,
    partition: string,
  ): Promise<{ readonly row: Row; parse(): Stored<T> } | undefined> {
    const { statusCode, resource } = await this.#read(id, partition, undefined);
    if (statusCode === 404 || isOver(resource)) return undefined;
    return { row: { ...(resource as unknown as Row) }, parse: () => this.#parse(resource) };
  }

  /** Whether an item with this id exists, readable or not. */
  async exists(id: string, partition: string): Promise<boolean> {
    const { statusCode } = await this.#read(id, partition, undefined);
    return statusCode !== 404;
  }

  /** Throws Conflict if the id is taken; after a lost response, the existing document may be this one. */
  async create(document: T, { repeatable = true } = {}): Promise<Stored<T>> {
    const response = await this.#calls.write(repeatable, (limits) =>
      this.#container.items.create(document, limits),
    );
    return this.#parse(response.resource);
  }

  /** Creates an item of any shape unless its id is taken. Returns whether this call created it. */
  async createIfAbsent(item: Row & { readonly id: string }): Promise<boolean> {
    try {
      await this.#calls.write(true, (limits) => this.#container.items.create(item, limits));
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }

  /** Creates or replaces an item of any shape. */
  async put(item: Row & { readonly id: string }): Promise<void> {
    await this.#calls.write(true, (limits) => this.#container.items.upsert(item, limits));
  }

  /** Applies at most 10 operations. Throws NotFound, PreconditionFailed, Corrupt. */
  async patch(
    id: string,
    partition: string,
    operations: PatchOperation[],
    options?: PatchOptions,
  ): Promise<Stored<T>> {
    return this.#parse(await this.#patch(id, partition, operations, options));
  }

  /** A patch that ignores the resulting document, so it also works for unreadable ones. */
  async mark(
    id: string,
    partition: string,
    operations: PatchOperation[],
    options?: PatchOptions,
  ): Promise<void> {
    await this.#patch(id, partition, operations, options);
  }

  /** Throws PreconditionFailed and NotFound; a 404 after a try with unknown outcome counts as success. */
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
   * The unparsed rows of a query, in pages of about `pageSize`. Without `partition` the query crosses
   * partitions. A page may be short or empty without being the last.
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
    // An iterator remembers a failed query plan, so each retry of the first page needs a new iterator.
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

  /** For a missing document the SDK returns a 404 response instead of throwing. */
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
