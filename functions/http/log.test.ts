import { describe, expect, it, vi } from 'vitest';
import { ConfigurationError } from './configuration.ts';
import { logCall, logFailure } from './log.ts';

function logged(
  write: (context: { log: (line: string) => void; error: (line: string) => void }) => void,
) {
  const context = { log: vi.fn(), error: vi.fn() };
  write(context);
  return context;
}

function causesOf(error: unknown) {
  const { error: write } = logged((context) => logFailure(context, 'get-session', 'trace', error));
  expect(write).toHaveBeenCalledTimes(1);
  const line = JSON.parse(write.mock.calls[0]?.[0]);
  expect(line).toMatchObject({ operation: 'get-session', traceId: 'trace' });
  return line.causes;
}

describe('The log line of a request', () => {
  it('is one line of JSON, whatever text it contains', () => {
    const record = {
      operation: 'a\nb',
      status: 200,
      durationMs: 1,
      requestCharge: 2.5,
      traceId: 't',
      user: 'u',
      item: 'i',
    };
    const { log, error } = logged((context) => logCall(context, record));
    expect(log.mock.calls[0]?.[0]).not.toContain('\n');
    expect(JSON.parse(log.mock.calls[0]?.[0])).toEqual(record);
    expect(error).not.toHaveBeenCalled();
  });
});

describe('The log line of a failure', () => {
  it('has the name, codes and stack of an error, but not its message', () => {
    const error = Object.assign(new TypeError('secret'), { code: 400, substatus: 7 });
    const [cause, ...more] = causesOf(error);
    expect(cause).toMatchObject({ name: 'TypeError', code: 400, substatus: 7 });
    expect(cause).not.toHaveProperty('message');
    expect(cause.at.length).toBeGreaterThan(0);
    expect(cause.at.length).toBeLessThanOrEqual(5);
    for (const place of cause.at) expect(place).toMatch(/^\s+at /);
    expect(JSON.stringify(cause)).not.toContain('secret');
    expect(more).toEqual([]);
  });

  it('has the message of a configuration error, which contains only names', () => {
    expect(causesOf(new ConfigurationError('COSMOS_ENDPOINT: is not set'))[0].message).toBe(
      'COSMOS_ENDPOINT: is not set',
    );
  });

  it('includes nested causes, up to a limit', () => {
    const deepest = new Error('4', { cause: new Error('5') });
    const error = ['3', '2', '1'].reduce(
      (cause, message) => new RangeError(message, { cause }),
      deepest as Error,
    );
    expect(causesOf(error).map(({ name }: Error) => name)).toEqual([
      'RangeError',
      'RangeError',
      'RangeError',
      'Error',
    ]);
  });

  it('says nothing about a thrown value that is not an error', () => {
    expect(causesOf('secret')).toEqual([]);
    const bare = new Error('x');
    delete (bare as { stack?: string }).stack;
    expect(causesOf(bare)).toEqual([{ name: 'Error' }]);
  });
});
