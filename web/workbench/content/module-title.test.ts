import { expect, it } from 'vitest';
import { moduleLabel, moduleTitle, titleByItself } from './module-title.ts';

const titleOf = (type: string, settings: Record<string, unknown>, title?: string) =>
  moduleTitle({ type, settings, ...(title === undefined ? {} : { title }) });

it.each<[string, string, Record<string, unknown>]>([
  ['FOPR', 'time-series', { vector: 'FOPR' }],
  ['FOPR, FWPR', 'time-series', { vector: 'FOPR', more: ['FWPR'] }],
  ['PORO', 'distribution', { of: 'parameter', name: 'PORO', at: 'end' }],
  ['FOPT at 2044-12-01', 'distribution', { of: 'vector', name: 'FOPT', at: '2044-12-01' }],
  [
    'FOPT at 2044-12-01 against PORO',
    'cross-plot',
    { vector: 'FOPT', at: '2044-12-01', parameter: 'PORO' },
  ],
  [
    'FOPT against FWPT',
    'cross-plot',
    { overTime: true, x: { of: 'vector', name: 'FWPT' }, y: { of: 'vector', name: 'FOPT' } },
  ],
  [
    'Correlation with FOPT at the last date',
    'correlation',
    { of: 'vector', name: 'FOPT', at: 'end' },
  ],
  ['FOPT by realization', 'table', { rows: 'realizations', vector: 'FOPT', at: 'end' }],
  ['FOPT, FWPT by realization', 'table', { rows: 'realizations', vector: 'FOPT', more: ['FWPT'] }],
  ['FOPT by realization', 'table', { rows: 'realizations', vector: 'FOPT', at: '2044-12-01' }],
  ['FOPT by date', 'table', { rows: 'days', vector: 'FOPT' }],
  ['FOPR, FWCT by date', 'table', { rows: 'days', vector: 'FOPR', more: ['FWCT'] }],
])('%s is what a %s shows', (title, type, settings) => {
  expect(titleOf(type, settings)).toBe(title);
});

it.each<[string, Record<string, unknown>]>([
  ['time-series', { vector: '' }],
  ['time-series', { vector: 7, more: 'x' }],
  ['cross-plot', { x: null, vector: 'FOPT' }],
  ['table', { rows: 'realizations', vector: '' }],
  ['note', { text: 'Hello' }],
  ['from-the-future', {}],
])('a %s with settings %j is called by its kind', (type, settings) => {
  expect(titleOf(type, settings)).toBe(titleOf(type, {}));
});

it('uses the title that somebody gave, and adds the kind where it is not visible', () => {
  const module = { type: 'time-series', title: 'Oil', settings: { vector: 'FOPR' } };
  expect(moduleTitle(module)).toBe('Oil');
  expect(moduleLabel(module)).toBe('Oil, time series');
  expect(moduleLabel({ type: 'note', settings: {} })).toBe('Note');
});

it('names the day of its dashboard if there is one', () => {
  const response = { of: 'vector', name: 'FOPT', at: 'end' };
  const titles = [
    { type: 'distribution', settings: response },
    { type: 'cross-plot', settings: { y: response, x: { of: 'parameter', name: 'PORO' } } },
    { type: 'time-series', settings: { vector: 'FOPR' } },
    { type: 'table', settings: { rows: 'realizations', vector: 'FOPT' } },
    { type: 'table', settings: { rows: 'days', vector: 'FOPT' } },
  ].map((module) => moduleTitle(module, '2031-05-01'));
  expect(titles).toEqual([
    'FOPT at 2031-05-01',
    'FOPT at 2031-05-01 against PORO',
    'FOPR',
    'FOPT by realization',
    'FOPT by date',
  ]);
});

it('of a module whose settings name nothing says what the first names are, once there are some', () => {
  const first = { vector: 'FOPR', parameter: 'PORO' };
  const none = { vector: '', parameter: '' };
  const title = (type: string, settings: object, names = first) =>
    titleByItself({ type, settings: settings as Record<string, unknown> }, null, () => names);
  expect(title('time-series', { vector: '' })).toBe('FOPR');
  expect(title('time-series', { vector: '' }, none)).toBe('Time series');
  expect(title('time-series', { vector: 'FWCT' })).toBe('FWCT');
  expect(title('distribution', { of: 'vector', name: '', at: 'end' })).toBe(
    'FOPR at the last date',
  );
  expect(title('distribution', { of: 'parameter', name: '' })).toBe('PORO');
  expect(title('cross-plot', { parameter: '', vector: '', at: 'end' })).toBe(
    'FOPR at the last date against PORO',
  );
  expect(title('note', { text: '' })).toBe('Note');
});
