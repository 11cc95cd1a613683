import type { Trace } from './traces.ts';

const AXES_MAX = 2;

export interface Placed {
  readonly list: readonly Trace[];
  readonly units: readonly string[];
  readonly refused: readonly string[];
}

/** Units never mix on one axis: the second unit gets the second axis, a third is refused with the reason. */
export function placeOnAxes(traces: readonly Omit<Trace, 'axis'>[]): Placed {
  const units = [...new Set(traces.map(({ unit }) => unit))];
  const shown = units.slice(0, AXES_MAX);
  const isShown = ({ unit }: { unit: string }) => shown.includes(unit);
  const refused = traces
    .filter((trace) => !isShown(trace))
    .map(
      ({ ensemble, vector, unit }) =>
        `${vector} of ${ensemble.name} is left out: it is in ${unit || 'no unit'}, and the two axes are in ${shown.map((one) => one || 'no unit').join(' and ')}.`,
    );
  return {
    list: traces.filter(isShown).map((trace) => ({ ...trace, axis: shown.indexOf(trace.unit) })),
    units: shown,
    refused,
  };
}
