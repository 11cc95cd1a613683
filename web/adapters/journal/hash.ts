/** Lower-case hex SHA-256 of bytes, or of a text's UTF-8 bytes. */
export async function sha256(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Which parts a generation consists of: part name to the hash of the part's canonical JSON. */
export type PartHashes = ReadonlyMap<string, string>;

/** One hash for a whole list of parts, whatever order they come in. */
export function rootHash(parts: PartHashes): Promise<string> {
  const lines = [...parts].map(([name, hash]) => `${name}\0${hash}`);
  return sha256(lines.sort().join('\n'));
}
