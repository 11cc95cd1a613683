/** What a request can do wrong before any store is asked. */
export abstract class RequestError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

export interface Issue {
  /** Where: `body.title`, `query.page_size`, `header.If-Match`. */
  readonly path: string;
  readonly message: string;
}

export class BadRequest extends RequestError {
  readonly issues: readonly Issue[];

  /** @param problem one sentence, or what is wrong and where. */
  constructor(problem: string | readonly Issue[]) {
    const issues = typeof problem === 'string' ? [] : problem;
    const sentences = issues.map(({ path, message }) => `${path}: ${message}`);
    super(typeof problem === 'string' ? problem : sentences.join(' '));
    this.issues = issues;
  }
}

/** Nobody is signed in. */
export class Unauthorized extends RequestError {}

/** A write that a foreign page has made the browser send. */
export class CrossSite extends RequestError {}

/** A body whose length was not announced: the Azure Functions host does not pass such a body on. */
export class LengthRequired extends RequestError {}

/** A content names assets that are not there. */
export class MissingAssets extends RequestError {
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super('The content names assets that are not there. Nothing was written. Put them first.');
    this.missing = missing;
  }
}

/** Throws MissingAssets unless nothing is missing. */
export function refuseMissing(missing: readonly string[]): void {
  if (missing.length > 0) throw new MissingAssets(missing);
}

/** The bytes of an asset are not those that its hash names. */
export class WrongHash extends RequestError {}

/** Other bytes than its hash names are kept as an asset. */
export class DamagedAsset extends RequestError {}

/** The asset ends before the bytes that `Range` asks for. */
export class RangeNotSatisfiable extends RequestError {}

export class UnsupportedMediaType extends RequestError {}

/** More large requests at once than this instance has memory for. */
export class Busy extends RequestError {}

/** More requests of one user, or more bytes to keep, than this instance takes. */
export class TooManyRequests extends RequestError {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, unit?: 'content-bytes') {
    const what = unit ? 'very much data' : 'very many requests';
    super(
      `You have sent ${what}. Nothing was done. Try again after the seconds that Retry-After says.`,
    );
    this.retryAfterMs = retryAfterMs;
  }
}
