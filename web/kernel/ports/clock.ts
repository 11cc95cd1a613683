/** Time and chance. */
export interface Clock {
  /** Milliseconds since 1970, as this device believes. Shown to people and used for waits, never compared with the server's. */
  now(): number;
  /** Runs once after `ms`; the result cancels it. */
  after(ms: number, run: () => void): () => void;
  /** In [0, 1); spreads retries. */
  random(): number;
  /** 128 unguessable bits in base64url: 22 characters. Names buffers and first saves. */
  key(): string;
}
