import { signal } from '@preact/signals-core';
import type { Clock } from '../../kernel/index.ts';
import type { LazyColumn } from './lazy-columns.ts';

/** Numbers take 8 bytes each, so this holds about 130 columns of 1,000 realizations at 240 dates. */
const COLUMNS_MAX_BYTES = 256 * 1024 * 1024;
/** Time for everything on screen to render again. */
const RENDERED_AFTER_MS = 1_000;

/**
 * Limits the memory of loaded columns. Above the limit, everybody who has called `use` renders again and so reports
 * which columns are still shown. Of the others, the least recently used are unloaded first. Shown columns stay loaded.
 */
export class ColumnMemory {
  readonly #maxBytes: number;
  readonly #after: Clock['after'];
  /** In order of use, the most recently used last. */
  readonly #loaded = new Set<LazyColumn>();
  #shown = new Set<LazyColumn>();
  readonly #round = signal(0);
  #isBounding = false;

  constructor(after: Clock['after'], maxBytes = COLUMNS_MAX_BYTES) {
    this.#after = after;
    this.#maxBytes = maxBytes;
  }

  /** Marks columns as shown. Reads a signal: call it while rendering. */
  use(columns: readonly LazyColumn[]): void {
    this.#round.value;
    for (const column of columns) this.#shown.add(column);
    this.#touch(columns);
  }

  /** Counts columns that are loaded but not shown. */
  add(columns: readonly LazyColumn[]): void {
    this.#touch(columns);
    this.bound();
  }

  /** Unloads columns above the limit, a moment later. */
  bound(): void {
    if (this.#isBounding || this.#bytes <= this.#maxBytes) return;
    this.#isBounding = true;
    this.#shown = new Set();
    this.#round.value += 1;
    this.#after(RENDERED_AFTER_MS, () => {
      this.#isBounding = false;
      this.#forget();
    });
  }

  #forget(): void {
    let bytes = this.#bytes;
    for (const column of [...this.#loaded]) {
      if (bytes <= this.#maxBytes) return;
      if (this.#shown.has(column) || !column.isLoaded) continue;
      bytes -= column.bytes;
      column.forget();
      this.#loaded.delete(column);
    }
  }

  #touch(columns: readonly LazyColumn[]): void {
    for (const column of columns) {
      this.#loaded.delete(column);
      this.#loaded.add(column);
    }
  }

  get #bytes(): number {
    let bytes = 0;
    for (const column of this.#loaded) bytes += column.bytes;
    return bytes;
  }
}
