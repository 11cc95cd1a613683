export type EntryWrite = 'written' | 'full' | 'disabled';

/** A small synchronous text store (localStorage). Nothing here throws. */
export interface Entries {
  /** All or nothing: what does not fit leaves the previous text. */
  write(key: string, text: string): EntryWrite;
  read(key: string): string | null;
  keys(prefix: string): readonly string[];
  remove(key: string): void;
}
