type Bytes = Uint8Array<ArrayBuffer>;

/** A range of bytes in an asset. */
export interface AssetPart {
  /** Lower-case hex SHA-256 of the whole asset. */
  readonly hash: string;
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Assets on this device or in the cloud. Rejects with an error whose message is the end of a sentence and says what would
 * help.
 */
export interface Assets {
  /** Stores bytes on this device under their hash; resolves when they are stored. */
  put(hash: string, bytes: Bytes): Promise<void>;
  /** Returns only bytes that `isRight` accepts. */
  readPart(part: AssetPart, isRight: (bytes: Bytes) => Promise<boolean>): Promise<Bytes>;
  readWhole(hash: string): Promise<Bytes>;
}

/** Lower-case hex SHA-256. */
export async function sha256(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first digits of a page's hash, stored with its columns, to verify a page without the rest of its asset. */
export async function checkOf(bytes: Bytes): Promise<string> {
  return (await sha256(bytes)).slice(0, CHECK_LENGTH);
}

const CHECK_LENGTH = 16;
