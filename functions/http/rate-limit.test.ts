import { describe, expect, it } from 'vitest';
import { TooManyRequests } from './errors.ts';
import { RateLimit } from './rate-limit.ts';

const NOW = 1_000_000;
const MINUTE = 60_000;

const perMinute = (amount: number) => new RateLimit({ name: 'user', amount, windowSeconds: 60 });

function takeTimes(limit: RateLimit, user: string, times: number, now = NOW) {
  return Array.from({ length: times }, () => limit.take(user, now));
}

describe('A rate limit', () => {
  it('allows a burst of so many requests, and no more', () => {
    const answers = takeTimes(perMinute(5), 'alice', 7);
    expect(answers.map(({ refusal }) => refusal === undefined)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(answers[5]?.refusal).toBeInstanceOf(TooManyRequests);
    expect(answers[5]?.refusal?.retryAfterMs).toBe(12_000);
  });

  it('reports what is left and when the allowance is full again, as in the IETF draft', () => {
    const limit = perMinute(3);
    const policy = { 'RateLimit-Policy': '"user";q=3;w=60' };
    expect(takeTimes(limit, 'alice', 4).map(({ fields }) => fields)).toEqual([
      { ...policy, RateLimit: '"user";r=2;t=20' },
      { ...policy, RateLimit: '"user";r=1;t=40' },
      { ...policy, RateLimit: '"user";r=0;t=60' },
      { ...policy, RateLimit: '"user";r=0;t=60' },
    ]);
    expect(limit.take('alice', NOW + 30_000).fields.RateLimit).toBe('"user";r=0;t=50');
  });

  it('refills evenly over a minute, up to the full allowance', () => {
    const limit = perMinute(60);
    takeTimes(limit, 'alice', 60);
    expect(limit.take('alice', NOW + 999).refusal?.retryAfterMs).toBeCloseTo(1);
    expect(limit.take('alice', NOW + 1_000).refusal).toBeUndefined();
    expect(limit.take('alice', NOW + 1_000).refusal).toBeDefined();
    const later = takeTimes(limit, 'alice', 61, NOW + 10 * MINUTE);
    expect(later.filter(({ refusal }) => refusal)).toHaveLength(1);
  });

  it('does not count refused requests', () => {
    const limit = perMinute(1);
    takeTimes(limit, 'alice', 100);
    expect(limit.take('alice', NOW + MINUTE).refusal).toBeUndefined();
  });

  it('of bytes counts the size of each request, and names its unit', () => {
    const unit = 'content-bytes';
    const limit = new RateLimit({ name: 'uploads', amount: 1_000, windowSeconds: 100, unit });
    const first = limit.take('alice', NOW, 700);
    expect(first.refusal).toBeUndefined();
    expect(first.fields).toEqual({
      'RateLimit-Policy': '"uploads";q=1000;w=100;qu="content-bytes"',
      RateLimit: '"uploads";r=300;t=70',
    });
    const second = limit.take('alice', NOW, 301);
    expect(second.refusal?.retryAfterMs).toBe(100);
    expect(second.refusal?.message).toContain('too much data');
    expect(limit.take('alice', NOW, 300).refusal).toBeUndefined();
  });

  it('counts each user separately', () => {
    const limit = perMinute(1);
    takeTimes(limit, 'alice', 2);
    expect(limit.take('bob', NOW).refusal).toBeUndefined();
  });

  it('takes nothing away when the clock is set back', () => {
    const limit = perMinute(2);
    limit.take('alice', NOW);
    expect(limit.take('alice', NOW - MINUTE).refusal).toBeUndefined();
  });

  it('with many users forgets those with a full allowance, and no others', () => {
    const limit = perMinute(1);
    limit.take('old', NOW - 2 * MINUTE);
    limit.take('alice', NOW);
    for (let user = 0; user < 10_001; user++) limit.take(`user ${user}`, NOW);
    expect(limit.take('alice', NOW).refusal).toBeDefined();
    expect(limit.take('old', NOW - 2 * MINUTE).refusal).toBeUndefined();
  });
});
