import { PERCENTILES_MAX } from '../../workbench/content/limits.ts';

export type ParsedPercentiles =
  | { readonly ok: true; readonly value: readonly number[] }
  | { readonly ok: false; readonly message: string };

/** Parses "10, 50, 90" (or "P10 P50 P90") into numbers from 0 to 100, in the order given. */
export function parsePercentiles(text: string): ParsedPercentiles {
  const pieces = text.split(/[\s,;]+/).filter((piece) => piece !== '');
  if (pieces.length > PERCENTILES_MAX) {
    return { ok: false, message: `At most ${PERCENTILES_MAX} percentiles can be shown.` };
  }
  const percentiles: number[] = [];
  for (const piece of pieces) {
    const number = /^p?(\d+(?:\.\d+)?)$/i.exec(piece)?.[1];
    if (number === undefined || Number(number) > 100) {
      return { ok: false, message: `"${piece}" is not a percentile: write numbers from 0 to 100.` };
    }
    percentiles.push(Number(number));
  }
  return { ok: true, value: percentiles };
}
