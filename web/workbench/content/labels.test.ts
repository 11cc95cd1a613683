import { expect, it } from 'vitest';
import { contentFrom } from '../testing/contents.ts';
import { partLabel, partTitle } from './labels.ts';
import { moduleTitle } from './module-title.ts';
import { split } from './parts.ts';

it('names every part so that a person recognises it', () => {
  const parts = split(contentFrom('comparison'));
  const labels = [...parts].map(([name, part]) => partLabel(name, part, parts, moduleTitle));
  expect(labels).toEqual([
    "Dashboard 'Comparison'",
    "Note on 'Comparison'",
    "Time series 'FOPR' on 'Comparison'",
    "Time series 'FWCT' on 'Comparison'",
    "Distribution 'FOPT at the last date' on 'Comparison'",
    "Cross plot 'FOPT at the last date against POROSITY' on 'Comparison'",
    "Ensemble 'North Flank'",
    "Ensemble 'Channel Sands'",
    'Settings',
    'Markers and thresholds',
    'Realization filter',
    'Order of dashboards and ensembles',
  ]);
});

it('uses the title a person gave a module, and leaves the dashboard out if it is not known', () => {
  const module = { id: 'm', type: 'time-series', title: 'Oil rate' };
  expect(partLabel('module:d:m', module)).toBe("Time series 'Oil rate'");
  expect(partLabel('module:d:m', { type: 'something-new' })).toBe('Something new');
  expect(partLabel('metadata', {})).toBe('Title and description');
});

it("uses the id of an item without a name, and the part's name if its kind is unknown", () => {
  expect(partLabel('ensemble:e1', {})).toBe("Ensemble 'e1'");
  expect(partLabel('ensemble:e1', undefined)).toBe("Ensemble 'e1'");
  expect(partLabel('dashboard:d1', { name: 7 })).toBe("Dashboard 'd1'");
  expect(partLabel('module:d:m', undefined)).toBe('Module');
  expect(partLabel('module:d:m', { type: 'a-b-c' })).toBe('A b c');
  expect(partLabel('something', {})).toBe('something');
});

it('tells the name of its own that a part has, to tell two versions of it apart', () => {
  const title = (name: string, part: unknown) => partTitle(name, part, moduleTitle);
  expect(title('dashboard:d1', { name: 'Rates' })).toBe('Rates');
  expect(title('ensemble:e1', { name: 'Base case' })).toBe('Base case');
  expect(title('metadata', { title: 'Field study', description: null })).toBe('Field study');
  expect(title('module:d:m', { type: 'time-series', settings: { vector: 'FOPR' } })).toBe('FOPR');
  expect(title('module:d:m', { type: 'time-series', title: 'Oil rate' })).toBe('Oil rate');
  expect(title('dashboard:d1', undefined)).toBeUndefined();
  expect(title('settings', {})).toBeUndefined();
});
