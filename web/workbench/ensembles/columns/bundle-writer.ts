import { CHUNK_VALUES } from '../../content/limits.ts';
import type { StoredNumbers } from '../../content/schema.ts';
import { type Assets, checkOf, sha256 } from './assets.ts';
import { deflate } from './deflate.ts';
import { type Encoding, encode, encodingOf } from './encoding.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Bundle {
  hash: string;
}

interface Page {
  readonly chunks: Bytes[];
  size: number;
  /** Set once the page is deflated and in a bundle. */
  placed: { bundle: Bundle; offset: number; bytes: number; check: string } | null;
}

/** A column that was added; `stored` returns where it is stored, once the writer has finished. */
export interface AddedColumn {
  readonly stored: () => StoredNumbers;
}

/** A page is closed at this size, before deflation. It is the cost of loading a small column. */
const PAGE_BYTES = 64 * 1024;
/** A bundle is closed at this size, so that an interrupted upload loses little. */
const BUNDLE_BYTES = 1024 * 1024;
/** Pages that are deflated at once, off this thread; each takes memory while it waits. */
const PAGES_AT_ONCE = 4;

/**
 * Packs columns into assets: encoded chunks are joined to pages, which are deflated as a whole, and pages to bundles,
 * each of which is an asset. Stores bundles one by one, so memory use is limited.
 */
export class BundleWriter {
  readonly #put: Assets['put'];
  readonly #deflating: Promise<void>[] = [];
  #page: Page = emptyPage();
  #bundle: { readonly of: Bundle; readonly pages: Bytes[]; size: number } = emptyBundle();
  /** Places pages in the order in which they were closed. */
  #placing: Promise<void> = Promise.resolve();

  constructor(put: Assets['put']) {
    this.#put = put;
  }

  /** Resolves when there is room for the next column. Rejects if a bundle cannot be stored. */
  async add(values: ArrayLike<number>): Promise<AddedColumn> {
    const encoding = encodingOf(values);
    const chunks: { readonly page: Page; readonly at: number }[] = [];
    for (let from = 0; from < values.length; from += CHUNK_VALUES) {
      const bytes = encode(slice(values, from, from + CHUNK_VALUES), encoding);
      chunks.push({ page: this.#page, at: this.#page.size });
      this.#page.chunks.push(bytes);
      this.#page.size += bytes.length;
      if (this.#page.size >= PAGE_BYTES) await this.endPage();
    }
    return { stored: () => storedOf(encoding, values.length, chunks) };
  }

  /** Starts a new page, to separate columns that are read at different times. */
  async endPage(): Promise<void> {
    const page = this.#page;
    if (page.size === 0) return;
    this.#page = emptyPage();
    const deflated = deflate(joined(page.chunks, page.size));
    page.chunks.length = 0;
    this.#placing = this.#placing.then(async () => this.#place(page, await deflated));
    this.#deflating.push(this.#placing);
    // The error is reported to whoever awaits this promise later.
    this.#placing.catch(() => undefined);
    if (this.#deflating.length >= PAGES_AT_ONCE) await this.#deflating.shift();
  }

  /** Resolves when everything is stored. */
  async finish(): Promise<void> {
    await this.endPage();
    await this.#placing;
    await this.#endBundle();
  }

  async #place(page: Page, bytes: Bytes): Promise<void> {
    const { of: bundle, pages, size: offset } = this.#bundle;
    page.placed = { bundle, offset, bytes: bytes.length, check: await checkOf(bytes) };
    pages.push(bytes);
    this.#bundle.size += bytes.length;
    if (this.#bundle.size >= BUNDLE_BYTES) await this.#endBundle();
  }

  async #endBundle(): Promise<void> {
    const { of: bundle, pages, size } = this.#bundle;
    if (size === 0) return;
    this.#bundle = emptyBundle();
    const bytes = joined(pages, size);
    bundle.hash = await sha256(bytes);
    await this.#put(bundle.hash, bytes);
  }
}

function storedOf(
  encoding: Encoding,
  length: number,
  chunks: readonly { readonly page: Page; readonly at: number }[],
): StoredNumbers {
  return {
    ...encoding,
    length,
    chunks: chunks.map(({ page: { placed }, at }) => {
      if (!placed) throw new Error('The bundles are not finished');
      const { bundle, offset, bytes, check } = placed;
      return { asset: bundle.hash, offset, bytes, check, at };
    }),
  };
}

function slice(values: ArrayLike<number>, from: number, to: number): ArrayLike<number> {
  if (from === 0 && to >= values.length) return values;
  return values instanceof Float64Array
    ? values.subarray(from, to)
    : Array.from({ length: Math.min(to, values.length) - from }, (_, i) => values[from + i] ?? 0);
}

function joined(pieces: readonly Bytes[], size: number): Bytes {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function emptyPage(): Page {
  return { chunks: [], size: 0, placed: null };
}

function emptyBundle() {
  return { of: { hash: '' }, pages: [], size: 0 };
}
