import { expect, test } from 'vitest';
import type { Problem } from '../../kernel/index.ts';
import { explainRecovery, isNoLongerOffered, isWhole, notRecoveredWords } from './recovery.ts';

const problems: Readonly<Record<string, Problem>> = {
  damaged: { kind: 'damaged' },
  invalid: { kind: 'invalid', issues: ['dashboards is not a list.'] },
  newer: { kind: 'newer' },
  heldElsewhere: { kind: 'heldElsewhere' },
  notFound: { kind: 'notFound' },
  device: { kind: 'device', message: 'It did not answer in time.' },
};

test.each([
  ['damaged', /damaged/, /kept unchanged.*downloaded below/],
  ['invalid', /data is not valid/, /Nothing was deleted.*offered again/],
  ['newer', /newer version/, /Reload the page.*Nothing was deleted.*offered again/],
  ['heldElsewhere', /Another tab/, /Nothing is lost\. To recover it here, close that tab first/],
  ['notFound', /no longer exists/, /recovered, saved or discarded in another tab/],
  ['device', /could not read/, /did not answer in time.*Nothing was deleted.*offered again/],
])(
  'Work that is %s gets an explanation: what happened, what is safe, what to do',
  (kind, title, text) => {
    const explained = explainRecovery(problems[kind] as Problem, 'below');
    expect(explained.title).toMatch(title);
    expect(explained.text).toMatch(text);
  },
);

test('Complete work can be downloaded, and work that is gone is not offered again', () => {
  const kinds = (holds: (problem: Problem) => boolean) =>
    Object.keys(problems).filter((kind) => holds(problems[kind] as Problem));
  expect(kinds(isWhole)).toEqual(['invalid', 'newer']);
  expect(kinds(isNoLongerOffered)).toEqual(['damaged', 'heldElsewhere', 'notFound']);
});

test('Work that is not on this device may be saved already, or be elsewhere', () => {
  expect(notRecoveredWords({ kind: 'notFound' })).toMatch(
    /is not on this device\. It was saved, recovered or discarded meanwhile, or it is in another browser/,
  );
});

test('For work that cannot be opened the message says why, and where it still is', () => {
  for (const [problem, why] of [
    [{ kind: 'damaged' }, 'Its data is damaged.'],
    [{ kind: 'heldElsewhere' }, 'Another tab has it open.'],
  ] as const) {
    const words = notRecoveredWords(problem);
    expect(words).toContain(`was not recovered. ${why}`);
    expect(words).toContain('Nothing was deleted');
  }
});
