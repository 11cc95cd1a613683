import { expect, test } from 'vitest';
import { addressOf, readAddress } from './address.ts';

test('The address names a session, a snapshot or a buffer to recover, and nothing else', () => {
  expect(readAddress('?session=abc12345')).toEqual({ sessionId: 'abc12345' });
  expect(readAddress('?snapshot=abc12345')).toEqual({ snapshotId: 'abc12345' });
  expect(readAddress('?session=a&snapshot=b')).toEqual({ sessionId: 'a' });
  expect(readAddress('?recover=b1&session=a')).toEqual({ sessionId: 'a', bufferId: 'b1' });
  expect(readAddress('?session=')).toEqual({});
});

test('The address follows what is shown, and stays while recovery asks', () => {
  expect(addressOf({ kind: 'Empty' })).toBe('/');
  expect(addressOf({ kind: 'LocalRecovery', target: null, buffers: [] })).toBeNull();
  expect(addressOf({ kind: 'BackendLoading', target: { kind: 'session', id: 'abc' } })).toBe(
    '/?session=abc',
  );
});
