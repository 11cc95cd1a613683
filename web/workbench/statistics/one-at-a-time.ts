/** The effect of one parameter on a response when only that parameter changes. */
export interface Swing {
  readonly name: string;
  /** Lowest and highest response among the base and the realizations that change this parameter. */
  readonly low: number;
  readonly high: number;
  /** The parameter's values there, as text. */
  readonly lowAt: string;
  readonly highAt: string;
}

export interface OneAtATime {
  /** The response of the base realization. */
  readonly base: number;
  /** Widest first. */
  readonly swings: readonly Swing[];
}

/** A parameter's values by realization, compared as text. */
export interface DesignParameter {
  readonly name: string;
  readonly values: readonly string[];
}

/** Below this many realizations, parameters may look like a design by chance. */
const REALIZATIONS_MIN = 3;

/**
 * Recognises a design in which each realization differs from a base in at most one parameter. The base is the first
 * realization with a response that has the most common value of every parameter. Null if there is no such design.
 */
export function oneAtATime(
  parameters: readonly DesignParameter[],
  response: Float64Array,
): OneAtATime | null {
  const count = response.length;
  if (count < REALIZATIONS_MIN || parameters.length === 0) return null;
  const usual = parameters.map(({ values }) => mostFrequent(values));
  const moved = Array.from({ length: count }, (_, row) =>
    parameters.flatMap(({ values }, i) => (values[row] === usual[i] ? [] : [i])),
  );
  const base = moved.findIndex((which, row) => which.length === 0 && !Number.isNaN(response[row]));
  const isDesign = base >= 0 && moved.every((which) => which.length <= 1);
  if (!isDesign || moved.every((which) => which.length === 0)) return null;
  const baseValue = response[base] as number;
  const swings = parameters.flatMap(({ name, values }, i): Swing[] => {
    const rows = moved.flatMap((which, row) =>
      which[0] === i && !Number.isNaN(response[row]) ? [row] : [],
    );
    if (rows.length === 0) return [];
    const sorted = [base, ...rows].sort(
      (a, b) => (response[a] as number) - (response[b] as number),
    );
    const [low = base, high = base] = [sorted[0], sorted.at(-1)];
    return [
      {
        name,
        low: response[low] as number,
        high: response[high] as number,
        lowAt: values[low] ?? '',
        highAt: values[high] ?? '',
      },
    ];
  });
  swings.sort((a, b) => b.high - b.low - (a.high - a.low));
  return { base: baseValue, swings };
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  let best = values[0] ?? '';
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > (counts.get(best) ?? 0)) best = value;
  }
  return best;
}
