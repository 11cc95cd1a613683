import type { ExampleSource } from '../content/schema.ts';

export type ExampleName = ExampleSource['example'];

/** Central values of an example's random data. Rates in Sm3 per day, water cuts and porosities as fractions. */
export interface ExampleField {
  readonly title: string;
  readonly description: string;
  readonly seed: number;
  readonly wells: readonly {
    readonly name: string;
    /** Month in which it starts to produce, from 0. */
    readonly startMonth: number;
    readonly oilRate: number;
    /** Initial decline, fraction per year. */
    readonly decline: number;
  }[];
  readonly firstYear: number;
  /** Sm3 of gas per Sm3 of oil. */
  readonly gasOilRatio: number;
  /** Years until the water cut of a well is one half. */
  readonly waterYears: number;
  /** Metres below sea level. */
  readonly oilWaterContact: number;
  readonly porosity: number;
  readonly concept: {
    readonly name: string;
    readonly categories: readonly [string, ...string[]];
    /** Factor on the initial rate, by category. */
    readonly effect: readonly number[];
  };
}

export const exampleFields: Readonly<Record<ExampleName, ExampleField>> = {
  'north-flank': {
    title: 'North Flank',
    description: 'Six wells on a faulted flank with a strong aquifer, started over three years.',
    seed: 11,
    firstYear: 2025,
    wells: [
      { name: 'A-1', startMonth: 0, oilRate: 2400, decline: 0.22 },
      { name: 'A-2', startMonth: 4, oilRate: 1900, decline: 0.26 },
      { name: 'A-3', startMonth: 9, oilRate: 2100, decline: 0.18 },
      { name: 'A-4', startMonth: 15, oilRate: 1500, decline: 0.3 },
      { name: 'A-5', startMonth: 24, oilRate: 1700, decline: 0.24 },
      { name: 'A-6', startMonth: 36, oilRate: 1200, decline: 0.2 },
    ],
    gasOilRatio: 120,
    waterYears: 6,
    oilWaterContact: 2650,
    porosity: 0.24,
    concept: {
      name: 'FAULT_SEAL',
      categories: ['open', 'baffled', 'sealing'],
      effect: [1.1, 1, 0.82],
    },
  },
  'channel-sands': {
    title: 'Channel Sands',
    description: 'Four wells in narrow channels: quick decline, early water, wide uncertainty.',
    seed: 23,
    firstYear: 2024,
    wells: [
      { name: 'B-1', startMonth: 0, oilRate: 1600, decline: 0.45 },
      { name: 'B-2', startMonth: 3, oilRate: 1250, decline: 0.5 },
      { name: 'B-3', startMonth: 7, oilRate: 1800, decline: 0.38 },
      { name: 'B-4', startMonth: 18, oilRate: 950, decline: 0.42 },
    ],
    gasOilRatio: 85,
    waterYears: 3.5,
    oilWaterContact: 1840,
    porosity: 0.28,
    concept: { name: 'CHANNELS', categories: ['braided', 'meandering'], effect: [1.12, 0.86] },
  },
};
