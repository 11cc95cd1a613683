import { describe, expect, it } from 'vitest';
import { chargeOf, isNotFound, toStoreError } from './cosmos-errors.ts';
import * as errors from './errors.ts';

describe('An SDK error', () => {
  it.each([
    [404, undefined, errors.NotFound],
    [404, 0, errors.NotFound],
    [404, 1002, errors.Unavailable],
    [404, 1003, errors.Unavailable],
    [409, undefined, errors.Conflict],
    [412, undefined, errors.PreconditionFailed],
    [413, undefined, errors.TooLarge],
    [429, undefined, errors.Throttled],
    [449, undefined, errors.Throttled],
    [408, undefined, errors.Unavailable],
    [500, undefined, errors.Unavailable],
    [503, undefined, errors.Unavailable],
    ['ECONNRESET', undefined, errors.Unavailable],
    [undefined, undefined, errors.Unavailable],
  ])('with code %s and substatus %s becomes a domain error', (code, substatus, type) => {
    const failure = { code, substatus } as never;
    expect(toStoreError(failure)).toBeInstanceOf(type);
    expect((toStoreError(failure) as Error).name).toBe(type.name);
  });

  it.each([400, 401, 403])('with code %i is our own mistake and stays unchanged', (code) => {
    const failure = { code };
    expect(toStoreError(failure)).toBe(failure);
  });

  it('becomes an error that says what is missing or already taken', () => {
    expect(toStoreError({ code: 404 })).toEqual(new errors.NotFound('Not found.'));
    expect(toStoreError({ code: 409 })).toEqual(new errors.Conflict('The id is taken.'));
  });

  it('that already is a domain error stays unchanged', () => {
    const error = new errors.BadCursor();
    expect(toStoreError(error)).toBe(error);
  });

  it('has the requested wait, or 0 if there is none', () => {
    expect(toStoreError({ code: 429, retryAfterInMs: 70 })).toMatchObject({ retryAfterMs: 70 });
    expect(toStoreError({ code: 449 })).toMatchObject({ retryAfterMs: 0 });
  });

  it('is kept as the cause, for the log', () => {
    const failure = { code: 503 };
    expect((toStoreError(failure) as Error).cause).toBe(failure);
  });

  it('has the request charge', () => {
    expect(chargeOf({ headers: { 'x-ms-request-charge': '1.24' } })).toBe(1.24);
    expect(chargeOf({})).toBe(0);
    expect(chargeOf({ headers: {} })).toBe(0);
  });
});

describe('Only a 404 about the document', () => {
  it.each([
    [{ code: 404 }, true],
    [{ code: 404, substatus: 1002 }, false],
    [{ code: 404, substatus: 1003 }, false],
    [{ code: 410 }, false],
  ])('means that it does not exist: %j', (failure, expected) => {
    expect(isNotFound(failure)).toBe(expected);
  });
});

describe('Domain errors', () => {
  it('have a message that says what happened', () => {
    expect(new errors.TooLarge(10, 12).message).toBe(
      'This has 12 bytes, which is more than the 10 that are accepted. Nothing was written.',
    );
    expect(new errors.TooLarge(10).message).toBe(
      'This has more bytes than the 10 that are accepted. Nothing was written.',
    );
    expect(new errors.TooLarge(10, 12)).toMatchObject({ bytes: 12, maxBytes: 10 });
    const messages = [
      new errors.PreconditionFailed(),
      new errors.KeyReused(undefined),
      new errors.AlreadyDeleted(),
      new errors.Throttled(5),
      new errors.Unavailable(undefined),
      new errors.Corrupt(),
      new errors.BadCursor(),
    ].map(({ message }) => message);
    expect(messages.every((message) => /^[A-Z].+\.$/.test(message))).toBe(true);
    expect(new Set(messages).size).toBe(messages.length);
  });

  it('carry what their responses need', () => {
    const current = { id: 'x' } as never;
    expect(new errors.PreconditionFailed(current).current).toBe(current);
    expect(new errors.KeyReused(current).current).toBe(current);
    expect(new errors.Corrupt('why').cause).toBe('why');
  });
});
