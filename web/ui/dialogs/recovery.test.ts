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
  ['damaged', /damaged/, /kept as it is.*downloaded below/],
  ['invalid', /data is not valid/, /Nothing was deleted.*offered again/],
  ['newer', /newer version/, /Reload the page.*Nothing was deleted.*offered again/],
  ['heldElsewhere', /Another tab/, /Nothing is lost: go on in that tab/],
  ['notFound', /no longer exists/, /recovered, saved or discarded in another tab/],
  ['device', /could not read/, /did not answer in time.*Nothing was deleted.*offered again/],
])('Work that is %s says what happened, what is safe and what to do', (kind, title, text) => {
  const explained = explainRecovery(problems[kind] as Problem, 'below');
  expect(explained.title).toMatch(title);
  expect(explained.text).toMatch(text);
});

test('What is whole can be downloaded, and what is gone cannot be tried again', () => {
  const kinds = (holds: (problem: Problem) => boolean) =>
    Object.keys(problems).filter((kind) => holds(problems[kind] as Problem));
  expect(kinds(isWhole)).toEqual(['invalid', 'newer']);
  expect(kinds(isNoLongerOffered)).toEqual(['damaged', 'heldElsewhere', 'notFound']);
});

test('Work that is not here may be saved already, or somewhere else', () => {
  expect(notRecoveredWords({ kind: 'notFound' })).toMatch(
    /is not on this device\. It was saved, recovered or discarded meanwhile, or it is in another browser/,
  );
});

test('Work that cannot be opened is still there, and it is said why and where', () => {
  for (const [problem, why] of [
    [{ kind: 'damaged' }, 'Its data is damaged.'],
    [{ kind: 'heldElsewhere' }, 'Another tab has it open.'],
  ] as const) {
    const words = notRecoveredWords(problem);
    expect(words).toContain(`was not recovered. ${why}`);
    expect(words).toContain('Nothing of it was deleted');
  }
});
