import type { ExampleField } from './example-fields.ts';
import type { Random } from './random.ts';

export const EXAMPLE_REALIZATIONS = 100;
export const EXAMPLE_MONTHS = 240;
/** How many numbers a vector has. */
export const EXAMPLE_SIZE = EXAMPLE_REALIZATIONS * EXAMPLE_MONTHS;

const MONTHS_PER_YEAR = 12;

/** Random properties of one realization of the model. */
export interface Draw {
  permeability: number;
  porosity: number;
  aquifer: number;
  contact: number;
  concept: number;
}

/** Rates of one well or of the field, row by row. */
export interface Phases {
  readonly oil: Float64Array;
  readonly water: Float64Array;
  readonly gas: Float64Array;
}

/** Draws the random properties of one realization. */
export function draw(field: ExampleField, random: Random): Draw {
  const spread = 1 + 0.2 * random.normal();
  return {
    permeability: rounded(Math.max(0.05, spread * spread), 3),
    porosity: rounded(field.porosity + 0.02 * random.normal(), 4),
    aquifer: rounded(1 + 9 * random.uniform(), 2),
    contact: rounded(field.oilWaterContact + 8 * random.normal(), 1),
    concept: Math.floor(random.uniform() * field.concept.categories.length),
  };
}

/** Hyperbolic decline with exponent 1/2, and a water cut that rises as an S; monthly uptime varies by a few per cent. */
export function produce(
  well: ExampleField['wells'][number],
  field: ExampleField,
  draws: readonly Draw[],
  random: Random,
): Phases {
  const oil = new Float64Array(EXAMPLE_SIZE);
  const water = new Float64Array(EXAMPLE_SIZE);
  const gas = new Float64Array(EXAMPLE_SIZE);
  draws.forEach((realization, row) => {
    const { permeability, porosity, aquifer, contact, concept } = realization;
    const quality = Math.sqrt(permeability) * (porosity / field.porosity);
    const local = 1 + 0.1 * random.normal();
    const effect = field.concept.effect[concept] ?? 1;
    const first = Math.max(50, well.oilRate * quality * effect * local);
    const decline = (well.decline * (1.35 - 0.05 * aquifer)) / Math.sqrt(porosity / field.porosity);
    const shallower = (field.oilWaterContact - contact) / 40;
    const waterYears = (field.waterYears * (1.3 - 0.06 * aquifer)) / Math.max(0.3, 1 + shallower);
    for (let month = well.startMonth; month < EXAMPLE_MONTHS; month++) {
      const years = (month - well.startMonth) / MONTHS_PER_YEAR;
      const at = row * EXAMPLE_MONTHS + month;
      const uptime = 0.94 + 0.06 * random.uniform();
      const base = 1 + (decline * years) / 2;
      const age = years / waterYears;
      const waterCut = (0.95 * age * age) / (1 + age * age);
      const rate = (first / (base * base)) * (1 - 0.5 * waterCut) * uptime;
      oil[at] = rounded(rate, 2);
      water[at] = rounded((rate * waterCut) / (1 - waterCut), 2);
      gas[at] = rounded(rate * field.gasOilRatio * (1 + 0.015 * years), 0);
    }
  });
  return { oil, water, gas };
}

/** Rounds to `digits` decimals, at most 4. */
export function rounded(value: number, digits: number): number {
  const scale = SCALES[digits] ?? 1;
  return Math.round(value * scale) / scale;
}

/** Powers of ten; literals, because they are exact in every browser. */
const SCALES = [1, 10, 100, 1000, 10_000];
