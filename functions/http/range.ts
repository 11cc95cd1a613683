import type { ByteRange } from '../../contract/assets.ts';

/** What a `Range` header asks for; undefined, which means everything, where it is not one run of bytes. */
export function parseRange(header: string | null): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  if (from === '') return { suffix: Number(to) };
  if (to === '') return { first: Number(from) };
  return Number(to) < Number(from) ? undefined : { first: Number(from), last: Number(to) };
}
