import { describe, expect, test } from 'vitest';
import { PERSISTED } from '../testing/states.ts';
import type { Failure } from './api.ts';
import type { JournalReason } from './journal.ts';
import { openingProblem, type Problem, problemOf } from './problem.ts';

describe('a failed call becomes the problem', () => {
  const otherState = {
    kind: 'unknown',
    message: 'The response does not match',
    traceId: null,
  } as const;
  const busy = { kind: 'unavailable', message: 'The server is busy' } as const;
  test.each<[string, Failure, Problem]>([
    ['what is not there', { kind: 'notFound' }, { kind: 'notFound' }],
    ['a missing sign-in', { kind: 'signedOut' }, { kind: 'signedOut' }],
    ["another person's sign-in", { kind: 'otherUser' }, { kind: 'otherUser' }],
    [
      'the data that are nowhere',
      { kind: 'assetsMissing', hashes: ['h'] },
      { kind: 'assetsMissing', hashes: ['h'] },
    ],
    [
      'too much, in numbers',
      { kind: 'tooLarge', bytes: 9, maxBytes: 8 },
      { kind: 'tooLarge', bytes: 9, maxBytes: 8 },
    ],
    [
      'what is wrong with it',
      { kind: 'invalid', message: 'No', issues: ['title'] },
      { kind: 'validation', message: 'No', issues: ['title'] },
    ],
    ['a busy server, where it slows us down', { kind: 'throttled', retryAfterMs: 1 }, busy],
    ['a busy server, where it cannot answer', { kind: 'unavailable', retryAfterMs: 1 }, busy],
    [
      "the server's own mistake, with its trace",
      { kind: 'failed', message: 'It broke', traceId: 't' },
      { kind: 'unknown', message: 'It broke', traceId: 't' },
    ],
    [
      'the network, where no answer came',
      { kind: 'unknown', message: 'No answer' },
      { kind: 'network', message: 'No answer' },
    ],
    ['another state on the server', { kind: 'conflict', current: PERSISTED }, otherState],
    ['another state under the same key', { kind: 'keyReused', current: null }, otherState],
  ])('%s', (_, failure, problem) => {
    expect(problemOf(failure)).toEqual(problem);
  });

  test.each<[JournalReason, Problem['kind']]>([
    ['damaged', 'damaged'],
    ['missing', 'notFound'],
    ['unresponsive', 'device'],
  ])('what a person is told of a device that says "%s"', (reason, kind) => {
    expect(openingProblem({ ok: false, reason, message: 'So it is' })).toMatchObject({ kind });
  });
});
