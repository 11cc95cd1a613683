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
 * References are weak: columns that no content of the page names any more are garbage collected below the limit too.
 */
export class ColumnMemory {
  readonly #maxBytes: number;
  readonly #after: Clock['after'];
  /** In order of use, the most recently used last. */
  readonly #loaded = new Set<WeakRef<LazyColumn>>();
  #shown = new WeakSet<LazyColumn>();
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
    this.#shown = new WeakSet();
    this.#round.value += 1;
    this.#after(RENDERED_AFTER_MS, () => {
      this.#isBounding = false;
      this.#forget();
    });
  }

  #forget(): void {
    let bytes = this.#bytes;
    for (const weak of [...this.#loaded]) {
      if (bytes <= this.#maxBytes) return;
      const column = weak.deref();
      if (!column || this.#shown.has(column) || !column.isLoaded) continue;
      bytes -= column.bytes;
      column.forget();
      this.#loaded.delete(weak);
    }
  }

  #touch(columns: readonly LazyColumn[]): void {
    for (const { weak } of columns) {
      this.#loaded.delete(weak);
      this.#loaded.add(weak);
    }
  }

  get #bytes(): number {
    let bytes = 0;
    for (const weak of this.#loaded) {
      const column = weak.deref();
      if (column) bytes += column.bytes;
      else this.#loaded.delete(weak);
    }
    return bytes;
  }
}
