/** A request that is refused before any store is called. */
export abstract class RequestError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

export interface Issue {
  /** For example `body.title`, `query.page_size`, `header.If-Match`. */
  readonly path: string;
  readonly message: string;
}

export class BadRequest extends RequestError {
  readonly issues: readonly Issue[];

  /** @param problem one sentence, or a list of issues. */
  constructor(problem: string | readonly Issue[]) {
    const issues = typeof problem === 'string' ? [] : problem;
    const sentences = issues.map(({ path, message }) => `${path}: ${message}`);
    super(typeof problem === 'string' ? problem : sentences.join(' '));
    this.issues = issues;
  }
}

/** Nobody is signed in. */
export class Unauthorized extends RequestError {}

/** A write sent by a page of another site. */
export class CrossSite extends RequestError {}

/** A body without Content-Length; the Azure Functions host does not pass it on. */
export class LengthRequired extends RequestError {}

/** The content references assets that do not exist. */
export class MissingAssets extends RequestError {
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(
      'The content references assets that do not exist. Nothing was written. Upload them first.',
    );
    this.missing = missing;
  }
}

/** Throws MissingAssets unless nothing is missing. */
export function refuseMissing(missing: readonly string[]): void {
  if (missing.length > 0) throw new MissingAssets(missing);
}

/** The bytes of an upload do not match the hash in its path. */
export class WrongHash extends RequestError {}

/** The stored bytes of an asset do not match its hash. */
export class DamagedAsset extends RequestError {}

/** `Range` starts beyond the end of the asset. */
export class RangeNotSatisfiable extends RequestError {}

export class UnsupportedMediaType extends RequestError {}

/** This instance has no memory left for another large request. */
export class Busy extends RequestError {}

/** A user has exceeded the request or upload limit of this instance. */
export class TooManyRequests extends RequestError {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, unit?: 'content-bytes') {
    const what = unit ? 'too much data' : 'too many requests';
    super(
      `You have sent ${what}. Nothing was done. Try again after the number of seconds in Retry-After.`,
    );
    this.retryAfterMs = retryAfterMs;
  }
}
