import type { Metadata } from '../ports/api.ts';
import type { BufferInfo, KeptInfo, Parts, Sent } from '../ports/journal.ts';
import { METADATA_PART } from '../state/work.ts';
import { sha256 } from './fake-server.ts';

/** Part name to canonical JSON. */
export type PartTexts = ReadonlyMap<string, string>;

export interface DiskBuffer {
  readonly info: BufferInfo;
  readonly generation: number;
  readonly head: PartTexts;
  readonly base: PartTexts | null;
  readonly pins: ReadonlyMap<number, PartTexts>;
  readonly sent: readonly Sent[];
}

/** What one browser's disk holds: outlives every tab. */
export interface MemoryDisk {
  readonly buffers: Map<string, DiskBuffer>;
  readonly kept: Map<string, { readonly info: KeptInfo; readonly contentText: string }>;
  readonly damaged: Map<string, DiskBuffer>;
  /** One transaction after the other, whichever tab asks for it. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
}

export function createMemoryDisk(): MemoryDisk {
  let last: Promise<unknown> = Promise.resolve();
  return {
    buffers: new Map(),
    kept: new Map(),
    damaged: new Map(),
    transaction(work) {
      const done = last.then(work);
      last = done;
      return done;
    },
  };
}

export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export function textsOf(parts: Parts): PartTexts {
  return new Map([...parts].map(([name, part]) => [name, canonical(part)]));
}

export function partsOfTexts(texts: PartTexts): Parts {
  return new Map([...texts].map(([name, text]) => [name, JSON.parse(text)]));
}

export function rootHash(texts: PartTexts): string {
  const lines = [...texts].map(([name, text]) => `${name}\0${sha256(text)}`).sort();
  return sha256(lines.join('\n'));
}

export function withMetadataText(
  texts: PartTexts,
  { title, description }: Metadata,
): Map<string, string> {
  const part = { title, description: description === '' ? null : description };
  return new Map(texts).set(METADATA_PART, canonical(part));
}

export function isUnsaved({ head, base, sent }: DiskBuffer): boolean {
  return base === null || rootHash(head) !== rootHash(base) || sent.length > 0;
}
