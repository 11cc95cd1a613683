import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { correlationOf } from '../statistics/correlation.ts';
import type { EnsembleData } from './ensemble-data.ts';
import { exampleEnsemble } from './example-ensemble.ts';
import { type ExampleName, exampleFields } from './example-fields.ts';
import { generateExample } from './examples.ts';

const names = Object.keys(exampleFields) as ExampleName[];

function generate(example: ExampleName, seed = exampleFields[example].seed): EnsembleData {
  return generateExample({ kind: 'example', example, seed });
}

function fingerprint({ vectors, parameters }: EnsembleData): string {
  const hash = createHash('sha256');
  for (const { name, values } of vectors.values()) hash.update(name).update(values);
  for (const parameter of parameters.values()) {
    hash.update(parameter.name);
    hash.update(parameter.kind === 'number' ? parameter.values : parameter.codes);
  }
  return hash.digest('hex').slice(0, 16);
}

describe.each(names)('the example %s', (name) => {
  const data = generate(name);
  const last = data.times.length - 1;
  const field = (vector: string) => data.vectors.get(vector)?.values ?? new Float64Array(0);

  it('has 100 realizations of 20 years by month, for the field and every well', () => {
    expect([data.realizations.length, data.times.length]).toEqual([100, 240]);
    const { wells, firstYear } = exampleFields[name];
    expect(data.vectors.size).toBe(8 * (1 + wells.length));
    expect(new Date((data.times[12] ?? 0) * 1000).toISOString()).toBe(
      `${firstYear + 1}-01-01T00:00:00.000Z`,
    );
  });

  it('has no missing, negative or infinite number', () => {
    for (const { values } of data.vectors.values()) {
      expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    }
  });

  it("has field rates that are the sum of its wells', and totals that never decrease", () => {
    const wells = [...data.vectors.values()].filter((vector) => vector.name.startsWith('WOPR:'));
    const at = 50 * 240 + 100;
    const sum = wells.reduce((total, { values }) => total + (values[at] ?? 0), 0);
    expect(field('FOPR')[at]).toBeCloseTo(sum, 1);
    const totals = field('FOPT');
    for (let i = 1; i < 240; i++) expect(totals[i]).toBeGreaterThanOrEqual(totals[i - 1] ?? 0);
  });

  it('declines and produces more and more water', () => {
    const oil = field('FOPR');
    expect(oil[last]).toBeLessThan((oil[60] ?? 0) / 2);
    expect(field('FWCT')[last]).toBeGreaterThan(field('FWCT')[60] ?? 1);
  });

  it('has parameters that its results depend on', () => {
    const permeability = data.parameters.get('PERM_MULT');
    const totals = Float64Array.from(
      data.realizations,
      (row) => field('FOPT')[row * 240 + last] ?? 0,
    );
    if (permeability?.kind !== 'number') throw new Error('PERM_MULT is a number');
    expect(correlationOf(permeability.values, totals).pearson).toBeGreaterThan(0.5);
  });

  it('is stored as name and seed only', () => {
    expect(JSON.stringify(exampleEnsemble(name)).length).toBeLessThan(120);
  });

  it('differs with another seed', () => {
    expect(fingerprint(generate(name, 1))).not.toBe(fingerprint(data));
  });
});

it('an example never changes, because sessions and snapshots store only its name and seed', () => {
  expect(Object.fromEntries(names.map((name) => [name, fingerprint(generate(name))]))).toEqual({
    'north-flank': 'b7d24296bdc6efcf',
    'channel-sands': '57ef77187602f66b',
  });
});
