import { signal } from '@preact/signals-core';
import type { Clock } from '../../kernel/index.ts';
import type { LazyColumn } from './lazy-columns.ts';

/** Of numbers, 8 bytes each: 130 columns of 1,000 realizations at 240 dates. */
const COLUMNS_MAX_BYTES = 256 * 1024 * 1024;
/** Until everything on screen has been rendered again. */
const RENDERED_AFTER_MS = 1_000;

/**
 * Bounds what loaded columns take. Beyond the bound everybody who has called `use` is rendered again and so says what is
 * still shown; of the others those go first that were used the longest time ago. What is shown never goes.
 */
export class ColumnMemory {
  readonly #maxBytes: number;
  readonly #after: Clock['after'];
  /** Those that were used last stand last. */
  readonly #loaded = new Set<LazyColumn>();
  #shown = new Set<LazyColumn>();
  readonly #round = signal(0);
  #isBounding = false;

  constructor(after: Clock['after'], maxBytes = COLUMNS_MAX_BYTES) {
    this.#after = after;
    this.#maxBytes = maxBytes;
  }

  /** Says that columns are shown. Reads a signal: call it while rendering. */
  use(columns: readonly LazyColumn[]): void {
    this.#round.value;
    for (const column of columns) this.#shown.add(column);
    this.#touch(columns);
  }

  /** Counts columns that are loaded and shown nowhere. */
  add(columns: readonly LazyColumn[]): void {
    this.#touch(columns);
    this.bound();
  }

  /** Forgets what is beyond the bound, a moment later. */
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
