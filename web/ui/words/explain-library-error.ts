/** What `adapters/library.ts` rejects with, as far as a screen needs it. */
interface LibraryFailure {
  readonly kind: 'signedOut' | 'notFound' | 'changed' | 'unavailable' | 'invalid' | 'failed';
  readonly message: string;
  readonly traceId: string | null;
}

/** Why a list or a change in the cloud did not work, in a sentence or two. */
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
