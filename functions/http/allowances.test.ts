import { HttpRequest } from '@azure/functions';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { operations } from '../../contract/operations.ts';
import type { Settings } from './configuration.ts';

const MIB = 1024 * 1024;
const NOW = 1_000_000;
const ALICE = { id: 'alice' };

const settings = (requests: number, mib: number) =>
  ({ REQUESTS_PER_MINUTE: requests, UPLOAD_MIB_PER_HOUR: mib }) as Settings;

function request(length?: number): HttpRequest {
  const headers: Record<string, string> =
    length === undefined ? {} : { 'content-length': String(length) };
  return new HttpRequest({ method: 'PUT', url: 'http://localhost/', headers });
}

let allowances: typeof import('./allowances.ts');

/** What is left lives as long as the process; every test gets a new one. */
beforeEach(async () => {
  vi.resetModules();
  allowances = await import('./allowances.ts');
});

function put(length: number | undefined, limits: Settings, now = NOW) {
  return allowances.takeAllowance(operations['put-asset'], request(length), ALICE, limits, now);
}

function read(limits: Settings, now = NOW) {
  return allowances.takeAllowance(operations['get-session'], request(), ALICE, limits, now);
}

describe('The allowance of a user', () => {
  it('is not counted where the settings set no limit', () => {
    expect(put(MIB, settings(0, 0))).toBeUndefined();
    expect(read(settings(0, 5))).toBeUndefined();
  });

  it('counts every request, and of an upload its bytes as well', () => {
    const limits = settings(10, 5);
    expect(read(limits)?.fields).toEqual({
      'RateLimit-Policy': '"user";q=10;w=60',
      RateLimit: '"user";r=9;t=6',
    });
    expect(put(MIB, limits)?.fields).toEqual({
      'RateLimit-Policy': `"user";q=10;w=60, "uploads";q=${5 * MIB};w=3600;qu="content-bytes"`,
      RateLimit: `"user";r=8;t=12, "uploads";r=${4 * MIB};t=720`,
    });
  });

  it('refuses an upload that is larger than what is left, until enough is refilled', () => {
    const limits = settings(0, 5);
    expect(put(4 * MIB, limits)?.refusal).toBeUndefined();
    const refusal = put(2 * MIB, limits)?.refusal;
    expect(refusal?.retryAfterMs).toBe(720_000);
    expect(put(2 * MIB, limits, NOW + 719_000)?.refusal).toBeDefined();
    expect(put(2 * MIB, limits, NOW + 721_000)?.refusal).toBeUndefined();
  });

  it('counts an upload without a length as the largest there may be', () => {
    const limits = settings(0, 5);
    put(undefined, limits);
    expect(put(2 * MIB, limits)?.refusal).toBeDefined();
    expect(put(MIB, limits)?.refusal).toBeUndefined();
  });

  it('takes no bytes of an upload that is one request too many', () => {
    const limits = settings(1, 5);
    put(0, limits);
    const refused = put(4 * MIB, limits);
    expect(refused?.refusal?.retryAfterMs).toBe(60_000);
    expect(refused?.fields['RateLimit-Policy']).toBe('"user";q=1;w=60');
    expect(put(5 * MIB, limits, NOW + 60_000)?.refusal).toBeUndefined();
  });
});
