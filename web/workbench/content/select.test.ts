import { describe, expect, it } from 'vitest';
import { contentFrom } from '../testing/contents.ts';
import {
  activeDashboard,
  ensembleById,
  ensembleColor,
  moduleById,
  percentilesCount,
} from './select.ts';

const content = contentFrom('comparison');
const [dashboard] = content.dashboards;
const second = { ...content.dashboards[0], id: 'second', name: 'Second', modules: [] };
const two = { ...content, dashboards: [...content.dashboards, second] } as typeof content;

describe('the dashboard that is open', () => {
  it('is the active one, or the first if that one is gone, or none', () => {
    expect(activeDashboard({ ...two, activeDashboardId: 'second' })?.id).toBe('second');
    expect(activeDashboard({ ...two, activeDashboardId: 'gone' })).toBe(dashboard);
    expect(activeDashboard({ ...content, dashboards: [] })).toBeUndefined();
  });
});

describe('an item by its id', () => {
  it('is an ensemble, or none', () => {
    const [, last] = content.ensembleSet.ensembles;
    expect(ensembleById(content, last?.id ?? '')).toBe(last);
    expect(ensembleById(content, 'gone')).toBeUndefined();
  });

  it('is a module with its dashboard', () => {
    const module = dashboard?.modules[2];
    const moved = { ...two, dashboards: [second, dashboard] } as typeof content;
    expect(moduleById(moved, module?.id ?? '')).toEqual({ dashboard, module });
    expect(moduleById(moved, 'gone')).toBeUndefined();
  });
});

describe('the colour of an ensemble', () => {
  it('is the chosen one, else that of its position, which repeats after the eighth', () => {
    const [first] = content.ensembleSet.ensembles;
    const many = Array.from({ length: 9 }, (_, index) => ({ ...first, id: `e${index}` }));
    const crowded = { ...content, ensembleSet: { ensembles: many } } as typeof content;
    const settings = { ...content.settings, ensembleColors: { e1: '#1f77b4' } };
    const colors = many.map(({ id }) => ensembleColor({ ...crowded, settings }, id));
    expect(colors.slice(0, 3)).toEqual(['series-1', '#1f77b4', 'series-3']);
    expect(colors.slice(7)).toEqual(['series-8', 'series-1']);
    expect(ensembleColor(content, 'gone')).toBe('series-1');
  });
});

it('percentiles count by exceedance unless somebody chose otherwise', () => {
  expect(percentilesCount(content)).toBe('exceedance');
  const settings = { ...content.settings, percentilesCount: 'cumulative' as const };
  expect(percentilesCount({ ...content, settings })).toBe('cumulative');
});
