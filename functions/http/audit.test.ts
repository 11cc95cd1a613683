import { describe, expect, it } from 'vitest';
import { auditOf } from './audit.ts';

const KEY = 'k'.repeat(32);
const alice = { id: 'alice', name: 'Alice' };
const post = { method: 'POST' } as const;

describe('The audit', () => {
  it('writes no record without a key, for anonymous callers or for reads', () => {
    expect(auditOf(post, undefined, alice, {}, {})).toBeUndefined();
    expect(auditOf(post, KEY, undefined, {}, {})).toBeUndefined();
    expect(auditOf({ method: 'GET' }, KEY, alice, {}, {})).toBeUndefined();
  });

  it('records the item from the path, or the created one, or none', () => {
    const made = { location: '/api/persistence/sessions/abcdefgh' };
    expect(auditOf(post, KEY, alice, { session_id: 'ijklmnop' }, made)?.item).toBe('ijklmnop');
    expect(auditOf(post, KEY, alice, {}, made)?.item).toBe('abcdefgh');
    expect(auditOf(post, KEY, alice, {}, {})?.item).toBeNull();
    expect(auditOf(post, KEY, alice, {}, undefined)?.item).toBeNull();
  });

  it('uses one pseudonym per user and key, which does not contain the user id', () => {
    const user = auditOf(post, KEY, alice, {}, {})?.user ?? '';
    expect(user).toMatch(/^[\w-]{22}$/);
    expect(user).not.toContain('alice');
    expect(auditOf(post, KEY, { ...alice, name: 'A' }, {}, {})?.user).toBe(user);
    expect(auditOf(post, KEY, { ...alice, id: 'bob' }, {}, {})?.user).not.toBe(user);
    expect(auditOf(post, 'l'.repeat(32), alice, {}, {})?.user).not.toBe(user);
  });
});
