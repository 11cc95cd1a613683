/**
 * A real account keeps `_etag` with its quotes, the emulator without. Everywhere outside this folder an
 * ETag is quoted once, as HTTP has it; towards the database it goes in the form that the last document
 * was seen with.
 */
let databaseQuotes = true;

/** The ETag of a document as HTTP writes it: quoted once. */
export function httpEtag(stored: string): string {
  databaseQuotes = stored.startsWith('"');
  return databaseQuotes ? stored : `"${stored}"`;
}

/** The ETag as the database wrote it. */
export function databaseEtag(etag: string): string {
  return databaseQuotes ? etag : etag.slice(1, -1);
}
