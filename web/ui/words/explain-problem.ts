import type { Problem } from '../../kernel/index.ts';
import { bytesOf } from './format.ts';

export interface Explanation {
  readonly title: string;
  /** What happened, and where the work is. */
  readonly text: string;
  /** Each thing that is wrong, one per line. */
  readonly details: readonly string[];
  /** The action that may help; null if there is none. */
  readonly help: 'retry' | 'reload' | 'signIn' | 'details' | null;
}

/** Explains a problem to the person. `work` says where their own work is meanwhile. */
export function explainProblem(problem: Problem, work: string): Explanation {
  switch (problem.kind) {
    case 'network':
      return words('The server could not be reached', work, 'retry');
    case 'unavailable':
      return words(
        'The server is busy',
        `The request failed although it was sent several times. ${work}`,
        'retry',
      );
    case 'validation':
      return words(
        'The server did not accept the request',
        // The message repeats the issues in one line, so it is shown only if there are no issues.
        problem.issues.length > 0 ? work : `${withoutPlace(problem.message)} ${work}`,
        'details',
        problem.issues.map(withoutPlace),
      );
    case 'signedOut':
      return words(
        'You are signed out',
        `Sign in again in a new window; this page stays as it is. ${work}`,
        'signIn',
      );
    case 'otherUser':
      return words(
        'Somebody else has signed in',
        `This page holds another person's work, so it sends nothing. ${work}`,
        'signIn',
      );
    case 'notFound':
      return words(
        'It no longer exists',
        `It was deleted, the address is wrong, or it belongs to somebody else. ${work}`,
        null,
      );
    case 'assetsMissing':
      return words(
        'Some of the imported data is missing',
        `It is neither on this device nor in the cloud, so nothing was sent. Save the session on the device where the data was imported, or replace the data of the ensembles that cannot be shown. ${work}`,
        'retry',
      );
    case 'tooLarge':
      return words('It is too large for the cloud', `${sizeWords(problem)} ${work}`, null);
    case 'newer':
      return words(
        'It was saved by a newer version of Holdfast',
        `This version cannot read all of it, so it changes nothing. Reload the page to get the newer version. ${work}`,
        'reload',
      );
    case 'invalid':
      return words('Its data is not valid', `It was not opened. ${work}`, null, problem.issues);
    case 'damaged':
      return words(
        'Its data is damaged',
        `It could not be read completely, so it is kept unchanged. ${work}`,
        null,
      );
    case 'heldElsewhere':
      return words('Another tab has it open', `Continue in the other tab. ${work}`, null);
    case 'device':
      return words(
        'This device could not read or write it',
        `${problem.isFull ? 'It has no space left.' : problem.message.replace(/\.?$/, '.')} ${work}`,
        'retry',
      );
    case 'unknown':
      return words(
        'Something went wrong on the server',
        work,
        'retry',
        problem.traceId ? [`If you report this, quote the trace id ${problem.traceId}.`] : [],
      );
  }
}

function words(
  title: string,
  text: string,
  help: Explanation['help'],
  details: readonly string[] = [],
): Explanation {
  return { title, text, details, help };
}

/** Removes the part of the request: "body.title: missing" becomes "title: missing". */
function withoutPlace(text: string): string {
  return text.replace(/\b(path|query|body)\.(?=\w)/g, '');
}

function sizeWords({ bytes: size, maxBytes }: Extract<Problem, { kind: 'tooLarge' }>): string {
  if (size === null || maxBytes === null) return 'It is over the limit.';
  const [taken, limit] = bytesOf(size, maxBytes);
  return `It would take ${taken}; the limit is ${limit}.`;
}

/** The fields of `LibraryError` (`adapters/library.ts`) that screens need. */
interface LibraryFailure {
  readonly kind: 'signedOut' | 'notFound' | 'changed' | 'unavailable' | 'invalid' | 'failed';
  readonly message: string;
  readonly traceId: string | null;
}

/** Explains in a sentence or two why a list could not be loaded or a change in the cloud failed. */
export function explainLibraryError(error: unknown): string {
  if (!isLibraryFailure(error))
    return 'Something went wrong in this page. Reload it and try again.';
  switch (error.kind) {
    case 'signedOut':
      return 'You are signed out, or somebody else has signed in.';
    case 'unavailable':
      return 'The server did not answer. Check the connection and try again.';
    case 'notFound':
      return 'It no longer exists.';
    case 'changed':
      return 'Somebody saved it in the meantime. Refresh and try again.';
    case 'invalid':
      return error.message;
    case 'failed':
      return error.traceId
        ? `Something went wrong on the server. If you report this, quote the trace id ${error.traceId}.`
        : 'Something went wrong on the server.';
  }
}

export function isSignedOutError(error: unknown): boolean {
  return isLibraryFailure(error) && error.kind === 'signedOut';
}

function isLibraryFailure(error: unknown): error is LibraryFailure {
  return error instanceof Error && error.name === 'LibraryError';
}
