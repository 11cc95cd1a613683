/** Immutable bytes kept on this device, each under the lower-case hex SHA-256 of itself. */
export interface DeviceAssets {
  /** Bytes of each asset that is here; those that are not are left out. Never rejects. */
  sizes(hashes: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** null where it is not here, or where what is here has another hash. Never rejects. */
  read(hash: string): Promise<Uint8Array | null>;
}
