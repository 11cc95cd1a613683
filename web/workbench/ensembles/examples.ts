import type { ExampleSource } from '../content/schema.ts';
import type { EnsembleData, Parameter, Vector } from './ensemble-data.ts';
import { type ExampleField, exampleFields } from './example-fields.ts';
import {
  type Draw,
  draw,
  EXAMPLE_MONTHS,
  EXAMPLE_REALIZATIONS,
  EXAMPLE_SIZE,
  type Phases,
  produce,
  rounded,
} from './example-model.ts';
import { createRandom } from './random.ts';

const SECONDS_PER_DAY = 86_400;

/**
 * An example's data: 100 realizations of 20 years by month. Name and seed determine every bit, in every browser,
 * because it uses only operations that IEEE 754 rounds exactly: no `exp`, `log` or `pow`.
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

function sumOf(wells: readonly Phases[]): Phases {
  const total = {
    oil: new Float64Array(EXAMPLE_SIZE),
    water: new Float64Array(EXAMPLE_SIZE),
    gas: new Float64Array(EXAMPLE_SIZE),
  };
  for (const well of wells) {
    for (let i = 0; i < EXAMPLE_SIZE; i++) {
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

/** Sums of rates times days, row by row; a month's rate holds until the next month. */
function cumulative(rates: Float64Array, days: Float64Array): Float64Array {
  const totals = new Float64Array(EXAMPLE_SIZE);
  for (let start = 0; start < EXAMPLE_SIZE; start += EXAMPLE_MONTHS) {
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
