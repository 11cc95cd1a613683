import type { ExampleSource } from '../content/schema.ts';
import type { EnsembleData, Parameter, Vector } from './ensemble-data.ts';
import { type ExampleField, exampleFields } from './example-fields.ts';
import { createRandom, type Random } from './random.ts';

export const EXAMPLE_REALIZATIONS = 100;
export const EXAMPLE_MONTHS = 240;

const SECONDS_PER_DAY = 86_400;
const MONTHS_PER_YEAR = 12;
const SIZE = EXAMPLE_REALIZATIONS * EXAMPLE_MONTHS;

/** What one realization of the model is, before its wells produce. */
interface Draw {
  permeability: number;
  porosity: number;
  aquifer: number;
  contact: number;
  concept: number;
}

interface Phases {
  readonly oil: Float64Array;
  readonly water: Float64Array;
  readonly gas: Float64Array;
}

/**
 * An example's data: 100 realizations of 20 years by month. Name and seed decide every bit of it, in every browser:
 * only operations that IEEE 754 rounds exactly are used, so no `exp`, `log` or `pow`.
 */
export function generateExample({ example, seed }: ExampleSource): EnsembleData {
  const field = exampleFields[example];
  const random = createRandom(example, seed);
  const times = monthStarts(field.firstYear);
  const days = times.map((time, i) =>
    i === 0 ? 0 : (time - (times[i - 1] as number)) / SECONDS_PER_DAY,
  );
  const draws = Array.from({ length: EXAMPLE_REALIZATIONS }, () => draw(field, random));
  const wells = field.wells.map((well) => ({
    name: well.name,
    ...produce(well, field, draws, random),
  }));
  const vectors = [
    ...phaseVectors('F', '', sumOf(wells), days),
    ...wells.flatMap((well) => phaseVectors('W', `:${well.name}`, well, days)),
  ];
  return {
    realizations: Int32Array.from({ length: EXAMPLE_REALIZATIONS }, (_, i) => i),
    times,
    vectors: new Map(vectors.map((vector) => [vector.name, vector])),
    parameters: new Map(parametersOf(field, draws).map((parameter) => [parameter.name, parameter])),
  };
}

function draw(field: ExampleField, random: Random): Draw {
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
function produce(
  well: ExampleField['wells'][number],
  field: ExampleField,
  draws: readonly Draw[],
  random: Random,
): Phases {
  const oil = new Float64Array(SIZE);
  const water = new Float64Array(SIZE);
  const gas = new Float64Array(SIZE);
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

function sumOf(wells: readonly Phases[]): Phases {
  const total = {
    oil: new Float64Array(SIZE),
    water: new Float64Array(SIZE),
    gas: new Float64Array(SIZE),
  };
  for (const well of wells) {
    for (let i = 0; i < SIZE; i++) {
      total.oil[i] = rounded((total.oil[i] as number) + (well.oil[i] as number), 2);
      total.water[i] = rounded((total.water[i] as number) + (well.water[i] as number), 2);
      total.gas[i] = (total.gas[i] as number) + (well.gas[i] as number);
    }
  }
  return total;
}

function phaseVectors(
  prefix: 'F' | 'W',
  suffix: string,
  { oil, water, gas }: Phases,
  days: Float64Array,
): Vector[] {
  const vector = (mnemonic: string, unit: string, values: Float64Array): Vector => ({
    name: `${prefix}${mnemonic}${suffix}`,
    unit,
    values,
  });
  const waterCut = oil.map((rate, i) => ratio(water[i] as number, rate + (water[i] as number), 4));
  const gasOilRatio = oil.map((rate, i) => ratio(gas[i] as number, rate, 1));
  return [
    vector('OPR', 'Sm3/d', oil),
    vector('WPR', 'Sm3/d', water),
    vector('GPR', 'Sm3/d', gas),
    vector('OPT', 'Sm3', cumulative(oil, days)),
    vector('WPT', 'Sm3', cumulative(water, days)),
    vector('GPT', 'Sm3', cumulative(gas, days)),
    vector('WCT', '', waterCut),
    vector('GOR', 'Sm3/Sm3', gasOilRatio),
  ];
}

/** Rates times days, row by row; a month's rate holds until the next one. */
function cumulative(rates: Float64Array, days: Float64Array): Float64Array {
  const totals = new Float64Array(SIZE);
  for (let start = 0; start < SIZE; start += EXAMPLE_MONTHS) {
    for (let month = 1; month < EXAMPLE_MONTHS; month++) {
      const produced = (rates[start + month - 1] as number) * (days[month] as number);
      totals[start + month] = rounded((totals[start + month - 1] as number) + produced, 0);
    }
  }
  return totals;
}

function parametersOf(field: ExampleField, draws: readonly Draw[]): Parameter[] {
  const number = (name: string, unit: string, value: (one: Draw) => number): Parameter => ({
    kind: 'number',
    name,
    unit,
    values: Float64Array.from(draws, value),
  });
  return [
    number('PERM_MULT', '', (one) => one.permeability),
    number('POROSITY', '', (one) => one.porosity),
    number('AQUIFER_SIZE', '', (one) => one.aquifer),
    number('OWC', 'm', (one) => one.contact),
    {
      kind: 'category',
      name: field.concept.name,
      categories: field.concept.categories,
      codes: Int32Array.from(draws, (one) => one.concept),
    },
  ];
}

function monthStarts(firstYear: number): Float64Array {
  return Float64Array.from(
    { length: EXAMPLE_MONTHS },
    (_, month) => Date.UTC(firstYear, month, 1) / 1000,
  );
}

function ratio(part: number, whole: number, digits: number): number {
  return whole === 0 ? 0 : rounded(part / whole, digits);
}

function rounded(value: number, digits: number): number {
  const scale = SCALES[digits] ?? 1;
  return Math.round(value * scale) / scale;
}

/** Powers of ten by number of digits, exact everywhere. */
const SCALES = [1, 10, 100, 1000, 10_000];
