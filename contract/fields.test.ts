import { describe, expect, it } from 'vitest';
import * as field from './fields.ts';
import { NewSession, SessionUpdate } from './sessions.ts';

describe('fields', () => {
  it.each(['abcdefgh', 'A-_45678', 'x'.repeat(21)])('accept the id %s', (id) => {
    expect(field.id.safeParse(id).success).toBe(true);
  });

  it.each(['', 'short12', 'x'.repeat(22), 'abc/efgh', 'abcd efgh', 'abcdefgh\n'])(
    'refuse the id %j',
    (id) => {
      expect(field.id.safeParse(id).success).toBe(false);
    },
  );

  it('accept times only in the format of toISOString', () => {
    expect(field.timestamp.safeParse('2026-11-22T08:00:00.000Z').success).toBe(true);
    expect(field.timestamp.safeParse('2026-11-22T08:00:00Z').success).toBe(false);
    expect(field.timestamp.safeParse('2026-02-30T08:00:00.000Z').success).toBe(false);
    expect(field.timestamp.safeParse('2026-11-22T08:00:00.000+01:00').success).toBe(false);
  });
});

describe('bodies', () => {
  it('a new session may omit the description or send null', () => {
    expect(NewSession.safeParse({ title: 'A', content: '{}' }).success).toBe(true);
    expect(NewSession.safeParse({ title: 'A', description: null, content: '{}' }).success).toBe(
      true,
    );
  });

  it('a new session needs a title of 1 to 120 characters', () => {
    expect(NewSession.safeParse({ title: '', content: '{}' }).success).toBe(false);
    expect(NewSession.safeParse({ title: 'x'.repeat(120), content: '{}' }).success).toBe(true);
    expect(NewSession.safeParse({ title: 'x'.repeat(121), content: '{}' }).success).toBe(false);
  });

  it('an update may contain any of the three fields, or null for unchanged', () => {
    expect(SessionUpdate.parse({ title: null, description: '' })).toEqual({
      title: null,
      description: '',
    });
  });
});
