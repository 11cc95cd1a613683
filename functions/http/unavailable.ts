/** A service other than the database did not answer or failed. */
export abstract class PartUnavailable extends Error {
  constructor(cause: unknown) {
    super('It does not answer.', { cause });
  }

  override get name(): string {
    return this.constructor.name;
  }
}

/** The file storage, which holds the assets. It is called before anything is written to the database. */
export class AssetsUnavailable extends PartUnavailable {}

/** The queue. It is called before a snapshot is deleted or restored. */
export class QueueUnavailable extends PartUnavailable {}

/** For `.catch()`: turns any failure of the file storage into a 503. */
export function assetsUnavailable(cause: unknown): never {
  throw new AssetsUnavailable(cause);
}

/** For `.catch()`: the same for the queue. */
export function queueUnavailable(cause: unknown): never {
  throw new QueueUnavailable(cause);
}
