import { FILTER_RANGES_MAX, REALIZATION_MAX } from '../content/limits.ts';
import type { RealizationFilter, RealizationRange } from '../content/schema.ts';

export type ParsedRanges =
  | { readonly ok: true; readonly ranges: readonly RealizationRange[] }
  | { readonly ok: false; readonly message: string };

/** Parses "0-49, 60" to ranges with inclusive ends, sorted and merged where they touch. Empty text: no ranges. */
export function parseRanges(text: string): ParsedRanges {
  const ranges: RealizationRange[] = [];
  const pieces = text.split(/[,;]/).map((piece) => piece.trim());
  for (const piece of pieces) {
    if (piece === '') {
      if (pieces.length === 1) break;
      return { ok: false, message: 'There is a comma with nothing before or after it.' };
    }
    const match = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(piece);
    if (!match) {
      return { ok: false, message: `"${piece}" is neither a number nor a range like "0-49".` };
    }
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (to < from) {
      return { ok: false, message: `"${piece}" runs backwards: write ${to}-${from}.` };
    }
    if (to > REALIZATION_MAX) {
      return { ok: false, message: `${to} is over the highest realization, ${REALIZATION_MAX}.` };
    }
    ranges.push([from, to]);
  }
  const joined = joinRanges(ranges);
  if (joined.length > FILTER_RANGES_MAX) {
    return { ok: false, message: `There are more than ${FILTER_RANGES_MAX} ranges.` };
  }
  return { ok: true, ranges: joined };
}

/** Formats ranges as people write them: "0-49, 60". */
export function formatRanges(ranges: readonly RealizationRange[]): string {
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** Sorts ranges, and merges those that overlap or touch. */
export function joinRanges(ranges: readonly RealizationRange[]): RealizationRange[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export interface EffectiveRealizations {
  /** Indices into the ensemble's realizations, ascending; these are the rows of its vectors. */
  readonly rows: Int32Array;
  readonly total: number;
}

/** The realizations that an ensemble's filter keeps; all without a filter. */
export function effectiveRealizations(
  realizations: ArrayLike<number>,
  filter: RealizationFilter | undefined,
): EffectiveRealizations {
  const total = realizations.length;
  const include = joinRanges(filter?.include ?? []);
  const exclude = joinRanges(filter?.exclude ?? []);
  const rows: number[] = [];
  for (let row = 0; row < total; row++) {
    const number = realizations[row] as number;
    const isIncluded = include.length === 0 || contains(include, number);
    if (isIncluded && !contains(exclude, number)) rows.push(row);
  }
  return { rows: Int32Array.from(rows), total };
}

function contains(ranges: readonly RealizationRange[], number: number): boolean {
  return ranges.some(([from, to]) => number >= from && number <= to);
}
