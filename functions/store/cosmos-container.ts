import type { Container, PatchOperation, SqlQuerySpec } from '@azure/cosmos';
import * as z from 'zod/mini';
import type { Budget } from './budget.ts';
import { openDatabase } from './client.ts';
import type { DatabaseContext } from './context.ts';
import { type CosmosFailure, chargeOf, isNotFound } from './cosmos-errors.ts';
import { Corrupt, NotFound, Unavailable } from './errors.ts';
import { databaseEtag, httpEtag } from './etag.ts';
import { withRetries } from './retry.ts';

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
  readonly name: string;
  readonly #container: Container;
  readonly #budget: Budget;
  readonly #schema: z.ZodMiniType<T>;

  constructor(name: string, schema: z.ZodMiniType<T>, { settings, budget }: DatabaseContext) {
    this.name = name;
    this.#container = openDatabase(settings).container(name);
    this.#budget = budget;
    this.#schema = schema;
  }

  /** A point read. Throws NotFound, Corrupt. */
  async read(id: string, partition: string): Promise<Stored<T>> {
    const stored = await this.readIfChanged(id, partition, undefined);
    if (stored === 'not-modified') throw new Unavailable('304 to an unconditional read');
    return stored;
  }

  /** A point read that a real account answers with 304, at about 1 RU, while `etag` still holds. */
  async readIfChanged(
    id: string,
    partition: string,
    etag: string | undefined,
  ): Promise<Stored<T> | 'not-modified'> {
    const { statusCode, resource } = await this.#read(id, partition, etag);
    if (statusCode === 304) return 'not-modified';
    if (statusCode === 404) throw new NotFound('Not found.');
    return this.#parse(resource);
  }

  /** Whether there is such a document, readable or not. */
  async exists(id: string, partition: string): Promise<boolean> {
    const { statusCode } = await this.#read(id, partition, undefined);
    return statusCode !== 404;
  }

  /** Throws Conflict when the id is taken, which after a lost answer may be by this very document. */
  async create(document: T, { repeatable = true } = {}): Promise<Stored<T>> {
    const response = await this.#call(repeatable, () =>
      this.#container.items.create(document, this.#limits),
    );
    return this.#parse(response.resource);
  }

  /** Throws NotFound, PreconditionFailed, Corrupt. At most 10 operations. */
  async patch(
    id: string,
    partition: string,
    operations: PatchOperation[],
    { ifMatch, onlyIf, repeatable = true }: PatchOptions = {},
  ): Promise<Stored<T>> {
    const body = onlyIf ? { condition: onlyIf, operations } : operations;
    const response = await this.#call(repeatable, () =>
      this.#container
        .item(id, partition)
        .patch(body, { ...condition('IfMatch', ifMatch), ...this.#limits }),
    );
    return this.#parse(response.resource);
  }

  /** Throws NotFound (not after a try whose answer was lost: that one did it), PreconditionFailed. */
  async delete(id: string, partition: string, ifMatch?: string): Promise<void> {
    await this.#call(true, async (maybeDone) => {
      try {
        return await this.#container
          .item(id, partition)
          .delete({ ...condition('IfMatch', ifMatch), ...this.#limits });
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
    const start = () => {
      const iterator = this.#container.items.query<unknown>(query, {
        ...(partition === undefined ? {} : { partitionKey: partition }),
        maxItemCount: pageSize,
        ...this.#limits,
      });
      return partition === undefined ? iterator : Object.assign(iterator, NO_QUERY_PLAN);
    };
    let iterator = start();
    // An iterator remembers a query plan that failed, so a first page is tried again from the start.
    let page = await this.#call(true, () => {
      iterator = start();
      return iterator.fetchNext();
    });
    yield page.resources;
    while (iterator.hasMoreResults()) {
      page = await this.#call(true, () => iterator.fetchNext(), partition === undefined);
      yield page.resources;
    }
  }

  /** The SDK answers a read of what is not there instead of throwing. */
  #read(id: string, partition: string, etag: string | undefined) {
    return this.#call(true, async () => {
      const item = this.#container.item(id, partition);
      const response = await item.read({ ...condition('IfNoneMatch', etag), ...this.#limits });
      const { statusCode: code, substatus } = response;
      if (code === 404 && !isNotFound({ code, substatus }))
        throw new Unavailable({ code, substatus });
      return response;
    });
  }

  async #call<R extends { requestCharge: number }>(
    repeatable: boolean,
    send: (maybeDone: boolean) => Promise<R>,
    mayBeBuffered = false,
  ): Promise<R> {
    return withRetries(this.#budget, { repeatable }, async (maybeDone) => {
      const response = await send(maybeDone);
      // The database charges for everything, so this came from something on the way to it; but later
      // pages across partitions may come from what the SDK has buffered.
      if (!(response.requestCharge > 0) && !mayBeBuffered)
        throw new Unavailable('an answer without a charge');
      this.#budget.spend(response.requestCharge);
      return response;
    });
  }

  get #limits(): { abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(this.#budget.remainingMs) };
  }

  #parse(resource: unknown): Stored<T> {
    const etag = withEtag.safeParse(resource);
    const document = this.#schema.safeParse(resource);
    if (!etag.success || !document.success) throw new Corrupt(document.error ?? etag.error);
    return { document: document.data, etag: httpEtag(etag.data._etag) };
  }
}

function condition(type: 'IfMatch' | 'IfNoneMatch', etag: string | undefined) {
  return etag === undefined ? {} : { accessCondition: { type, condition: databaseEtag(etag) } };
}
