import type { ByteRange } from '../../contract/assets.ts';

/** Parses a `Range` header; undefined, which means the whole, unless it is one valid run of bytes. */
export function parseRange(header: string | null): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  if (from === '') return { suffix: Number(to) };
  if (to === '') return { first: Number(from) };
  return Number(to) < Number(from) ? undefined : { first: Number(from), last: Number(to) };
}
