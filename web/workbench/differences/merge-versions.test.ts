import { expect, it } from 'vitest';
import { addDashboard, renameDashboard } from '../edits/dashboards.ts';
import { contentFrom } from '../testing/contents.ts';
import type { Version } from './content-differences.ts';
import { compareVersions } from './merge-versions.ts';

const content = contentFrom('empty');
const first = content.dashboards[0]?.id ?? '';
const base = version(content);
const longer = version(addDashboard(content, 'Added'));
const renamed = version(renameDashboard(content, first, 'Renamed'));

function version(of: Version['content'], title = 'Field'): Version {
  return { metadata: { title, description: null }, content: of };
}

it('takes from both sides what only one of them changed', async () => {
  const { differences, merged } = await compareVersions(base, longer, renamed);
  expect(differences.map(({ mergesAlone }) => mergesAlone)).not.toContain(false);
  const both = merged(new Map())?.content;
  expect(both?.dashboards.map(({ name }) => name)).toEqual(['Renamed', 'Added']);
  expect(both?.activeDashboardId).toBe(longer.content.activeDashboardId);
  const other = await compareVersions(base, renamed, longer);
  expect(other.merged(new Map())?.content.activeDashboardId).toBe(first);
});

it('waits for a choice where both changed the same, and takes the chosen side', async () => {
  const other = version(renameDashboard(content, first, 'Called otherwise'));
  const { differences, merged } = await compareVersions(base, renamed, other);
  const [difference] = differences.filter(({ mergesAlone }) => !mergesAlone);
  expect(difference?.label).toBe("Dashboard 'Renamed'");
  expect(merged(new Map())).toBeNull();
  expect(merged(new Map([[difference?.name ?? '', 'theirs']]))?.content).toEqual(other.content);
});

it('asks about every difference if the common ancestor is not known', async () => {
  const { differences } = await compareVersions(null, longer, version(content, 'Other title'));
  expect(differences.every(({ mergesAlone }) => !mergesAlone)).toBe(true);
  expect(differences.map(({ label }) => label)).toContain('Title and description');
});

it('ignores which dashboard is open', async () => {
  const elsewhere = version({ ...content, activeDashboardId: 'elsewhere' });
  const { differences, merged } = await compareVersions(null, base, elsewhere);
  expect(differences).toEqual([]);
  expect(merged(new Map())?.content).toEqual(content);
});

it('brings along what is typed on the second side, but where something else is typed on the first', async () => {
  const draft = (label: string, value: string) => ({ label, at: { panel: 'settings' }, value });
  const [same, mine, theirs, other] = [
    draft('Title', 'Both'),
    draft('Percentiles', '5, 5x'),
    draft('Percentiles', '7, 7x'),
    draft('Filter', '0-3, x'),
  ];
  const { differences, typed, typedElse } = await compareVersions(
    base,
    { ...base, drafts: { same, percentiles: mine } },
    { ...base, drafts: { same: { ...same }, percentiles: theirs, filter: other } },
  );
  expect(differences).toEqual([]);
  expect(typed).toEqual({ filter: other });
  expect(typedElse).toEqual({ percentiles: theirs });
});
