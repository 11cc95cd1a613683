import { expect, test } from 'vitest';
import type { Problem } from '../../kernel/index.ts';
import { explainProblem } from './explain-problem.ts';

const WORK = 'Your work is kept on this device.';

const everyKind: { [Kind in Problem['kind']]: Extract<Problem, { kind: Kind }> } = {
  network: { kind: 'network', message: 'reset' },
  unavailable: { kind: 'unavailable', message: 'busy' },
  validation: {
    kind: 'validation',
    message: 'A title is missing.',
    issues: ['body.title: missing'],
  },
  signedOut: { kind: 'signedOut' },
  otherUser: { kind: 'otherUser' },
  notFound: { kind: 'notFound' },
  assetsMissing: { kind: 'assetsMissing', hashes: ['a'.repeat(64)] },
  tooLarge: { kind: 'tooLarge', bytes: 2_400_000, maxBytes: 1_900_000 },
  newer: { kind: 'newer' },
  invalid: { kind: 'invalid', issues: ['dashboards is not a list.'] },
  damaged: { kind: 'damaged' },
  heldElsewhere: { kind: 'heldElsewhere' },
  device: { kind: 'device', message: 'The disk is full.' },
  unknown: { kind: 'unknown', message: 'x', traceId: 'trace-1' },
};

test.each(Object.values(everyKind))(
  'A problem of kind $kind says what happened, what is safe and what helps',
  (problem) => {
    const { title, text } = explainProblem(problem, WORK);
    expect(title.length).toBeGreaterThan(10);
    expect(text).toContain(WORK);
  },
);

test('The explanation has what helps the person: sizes, issues and the trace id', () => {
  expect(explainProblem(everyKind.tooLarge, WORK).text).toContain(
    'It would take 2.4 MB; the limit is 1.9 MB.',
  );
  expect(explainProblem(everyKind.validation, WORK).details).toEqual(['title: missing']);
  expect(explainProblem(everyKind.validation, WORK).text).toBe(WORK);
  const unlisted = { ...everyKind.validation, message: 'path.id: not an id.', issues: [] };
  expect(explainProblem(unlisted, WORK).text).toBe(`id: not an id. ${WORK}`);
  expect(explainProblem(everyKind.invalid, WORK).details).toEqual(['dashboards is not a list.']);
  expect(explainProblem(everyKind.unknown, WORK).details.join()).toContain('trace-1');
});

test('What a device says stands as a sentence of its own', () => {
  for (const message of ['The disk is full', 'The disk is full.'])
    expect(explainProblem({ kind: 'device', message }, WORK).text).toBe(
      `The disk is full. ${WORK}`,
    );
});

test('A retry is offered only if it may help, a sign-in only if one is needed', () => {
  const helps = Object.values(everyKind).map((problem) => explainProblem(problem, WORK).help);
  expect(Object.fromEntries(Object.keys(everyKind).map((kind, at) => [kind, helps[at]]))).toEqual({
    network: 'retry',
    unavailable: 'retry',
    validation: 'details',
    signedOut: 'signIn',
    otherUser: 'signIn',
    notFound: null,
    assetsMissing: 'retry',
    tooLarge: null,
    newer: 'reload',
    invalid: null,
    damaged: null,
    heldElsewhere: null,
    device: 'retry',
    unknown: 'retry',
  });
});
