type Bytes = Uint8Array<ArrayBuffer>;

/** A run of bytes inside an asset. */
export interface AssetPart {
  /** Lower-case hex SHA-256 of the whole asset. */
  readonly hash: string;
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Bytes beside the content, on this device or in the cloud. Rejects with an error whose message says what would help,
 * as the end of a sentence.
 */
export interface Assets {
  /** Keeps bytes on this device under their hash; they are there when this resolves. */
  put(hash: string, bytes: Bytes): Promise<void>;
  /** Only bytes that are right are handed out. */
  readPart(part: AssetPart, isRight: (bytes: Bytes) => Promise<boolean>): Promise<Bytes>;
  readWhole(hash: string): Promise<Bytes>;
}

/** Lower-case hex SHA-256. */
export async function sha256(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first digits of a page's hash, which its columns carry: a part of an asset is checked without the rest of it. */
export async function checkOf(bytes: Bytes): Promise<string> {
  return (await sha256(bytes)).slice(0, CHECK_LENGTH);
}

const CHECK_LENGTH = 16;
