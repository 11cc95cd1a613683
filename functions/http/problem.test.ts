import { describe, expect, it } from 'vitest';
import { Problem } from '../../contract/problem.ts';
import * as store from '../store/errors.ts';
import { ConfigurationError } from './configuration.ts';
import * as http from './errors.ts';
import { retryAfterOf, toProblem } from './problem.ts';
import { outlineOf } from './problem-outlines.ts';
import { AssetsUnavailable, QueueUnavailable } from './unavailable.ts';

const session = { id: 'abcdefgh', version: 3 } as never;
const snapshot = { id: 'abcdefgh' } as never;

const cases: readonly (readonly [Error, number, string])[] = [
  [new http.BadRequest('x'), 400, 'bad-request'],
  [new store.BadCursor(), 400, 'bad-cursor'],
  [new http.Unauthorized('x'), 401, 'signed-out'],
  [new http.CrossSite('x'), 403, 'cross-site'],
  [new store.QuotaReached(5), 403, 'quota-reached'],
  [new store.Forbidden('x'), 403, 'forbidden'],
  [new store.NotFound(), 404, 'not-found'],
  [new http.LengthRequired('x'), 411, 'length-required'],
  [new store.PreconditionFailed(), 412, 'precondition-failed'],
  [new store.TooLarge(1), 413, 'too-large'],
  [new http.UnsupportedMediaType('x'), 415, 'unsupported-media-type'],
  [new store.KeyReused(undefined), 422, 'idempotency-key-reused'],
  [new http.TooManyRequests(1), 429, 'too-many-requests'],
  [new store.Throttled(1), 429, 'throttled'],
  [new store.Unavailable('x'), 503, 'unavailable'],
  [new AssetsUnavailable('x'), 503, 'assets-unavailable'],
  [new QueueUnavailable('x'), 503, 'queue-unavailable'],
  [new http.Busy('x'), 503, 'busy'],
  [new store.Conflict('x'), 503, 'no-free-id'],
  [new store.Corrupt(), 500, 'unreadable-document'],
  [new ConfigurationError('x'), 500, 'configuration'],
  [new Error('x'), 500, 'unexpected'],
];

describe('A problem', () => {
  it.each(cases)('for %o has the status %i and the type %s', (error, status, slug) => {
    const problem = toProblem(error, 'trace');
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem).toMatchObject({
      type: `urn:holdfast:problem:${slug}`,
      status,
      traceId: 'trace',
      error: { type: slug, message: problem.detail, service: 'persistence' },
    });
    expect(problem.title).toMatch(/^[A-Z][^.]+$/);
    expect(problem.detail).not.toBe('');
  });

  it('says that nothing was written, if so', () => {
    for (const error of [
      new store.PreconditionFailed(),
      new store.Throttled(1),
      new store.Conflict('x'),
    ]) {
      expect(toProblem(error, '').detail).toContain('Nothing was written');
    }
    expect(toProblem(new store.Unavailable('x'), '').detail).toContain('It is unknown');
  });

  it('about an unavailable service names it and says what is safe', () => {
    expect(toProblem(new store.Unavailable('x'), '').title).toContain('database');
    const assets = toProblem(new AssetsUnavailable('x'), '');
    expect(assets.title).toContain('file storage');
    expect(assets.detail).toContain('No session or snapshot was changed');
    const queue = toProblem(new QueueUnavailable('x'), '');
    expect(queue.title).toContain('queue');
    expect(queue.detail).toContain('Nothing was deleted or restored');
  });

  it('for an unknown error reveals nothing about it', () => {
    for (const error of [new Error('secret'), 'secret', null, undefined]) {
      expect(JSON.stringify(toProblem(error, ''))).not.toContain('secret');
      expect(outlineOf(error).slug).toBe('unexpected');
    }
  });

  it('for a bad request says what is wrong, and where', () => {
    const issues = [
      { path: 'body.a', message: 'One.' },
      { path: 'body.b', message: 'Two.' },
    ];
    const problem = toProblem(new http.BadRequest(issues), '');
    expect(problem.issues).toEqual(issues);
    expect(problem.detail).toBe('body.a: One. body.b: Two.');
    expect(toProblem(new http.BadRequest('One sentence.'), '')).toMatchObject({
      detail: 'One sentence.',
    });
    expect(toProblem(new http.BadRequest('x'), '')).not.toHaveProperty('issues');
  });

  it('for a conflict shows the present state of the document, if known', () => {
    expect(toProblem(new store.PreconditionFailed(session), '').current).toBe(session);
    expect(toProblem(new store.PreconditionFailed(), '')).not.toHaveProperty('current');
    expect(toProblem(new store.KeyReused(session), '')).toMatchObject({ current: session });
    expect(toProblem(new store.KeyReused(snapshot), '')).toMatchObject({
      currentSnapshot: snapshot,
    });
    expect(toProblem(new store.KeyReused(snapshot), '')).not.toHaveProperty('current');
  });

  it('for too large a body has both sizes', () => {
    expect(toProblem(new store.TooLarge(5, 7), '').size).toEqual({ bytes: 7, maxBytes: 5 });
    expect(toProblem(new store.TooLarge(5), '').size).toEqual({ bytes: null, maxBytes: 5 });
  });

  it('for missing assets lists them', () => {
    expect(toProblem(new http.MissingAssets(['a', 'b']), '').missing).toEqual(['a', 'b']);
  });
});

describe('Retry-After', () => {
  it('is the requested wait in whole seconds, at least one', () => {
    expect(retryAfterOf(new store.Throttled(0))).toBe(1);
    expect(retryAfterOf(new store.Throttled(1_001))).toBe(2);
    expect(retryAfterOf(new http.TooManyRequests(12_000))).toBe(12);
  });

  it('is 5 seconds if the wait is unknown', () => {
    const passing = [
      new store.Unavailable('x'),
      new store.Conflict('x'),
      new http.Busy('x'),
      new AssetsUnavailable('x'),
      new QueueUnavailable('x'),
    ];
    for (const error of passing) {
      expect(retryAfterOf(error)).toBe(5);
    }
  });

  it('is absent if another try cannot help', () => {
    for (const error of [new store.NotFound(), new store.Corrupt(), new Error('x'), null]) {
      expect(retryAfterOf(error)).toBeUndefined();
    }
  });
});

describe('An error', () => {
  it('has the name of its class, for the log', () => {
    expect(new http.CrossSite('x').name).toBe('CrossSite');
    expect(new store.NotFound().name).toBe('NotFound');
  });
});
