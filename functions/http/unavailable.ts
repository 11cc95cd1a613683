/** A part of the service beside the database did not answer, or not as expected. */
export abstract class PartUnavailable extends Error {
  constructor(cause: unknown) {
    super('It does not answer.', { cause });
  }

  override get name(): string {
    return this.constructor.name;
  }
}

/** The file storage, which keeps the assets. It is asked before anything is written to the database. */
export class AssetsUnavailable extends PartUnavailable {}

/** The queue. It is asked before a snapshot is deleted or restored. */
export class QueueUnavailable extends PartUnavailable {}

/** For the end of a promise: a question to the file storage that failed is answered with 503. */
export function assetsUnavailable(cause: unknown): never {
  throw new AssetsUnavailable(cause);
}

/** The same for the queue. */
export function queueUnavailable(cause: unknown): never {
  throw new QueueUnavailable(cause);
}
