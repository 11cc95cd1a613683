import { expect, it } from 'vitest';
import { changeModuleSettings, duplicateModule } from '../edits/modules.ts';
import { contentFrom } from '../testing/contents.ts';
import { largestParts } from './largest-parts.ts';

const empty = contentFrom('empty');
const note = empty.dashboards[0]?.modules[0]?.id ?? '';

it('names what really takes the space, the largest first', () => {
  const long = changeModuleSettings(empty, note, { text: 'x'.repeat(5000) });
  const [first, ...others] = largestParts(long);
  expect(first).toMatchObject({ label: "Note on 'Dashboard 1'", count: 1 });
  expect(first?.size).toBeGreaterThan(5000);
  for (const { size } of others) expect(size).toBeLessThan(5000);
});

it('adds up parts with the same label, so that many small parts show beside one large one', () => {
  const long = changeModuleSettings(empty, note, { text: 'x'.repeat(1000) });
  const three = duplicateModule(duplicateModule(long, note), note);
  const [first] = largestParts(three);
  expect(first).toMatchObject({ label: "Note on 'Dashboard 1'", count: 3 });
  expect(first?.size).toBeGreaterThan(3000);
});
