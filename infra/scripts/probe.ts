/**
 * `npm run probe -- [https://site] [--function-host https://...] [--cookie ...] [--wait seconds]`
 * checks whether a deployment works. With the value of the sign-in cookie (`StaticWebAppsAuthCookie`; in the
 * variable PROBE_COOKIE it stays out of the shell's history) it also creates, reads and deletes one session and
 * one snapshot. Exits with 1 if a check fails.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Outcome, runChecks } from './probe/checks.ts';
import { hostChecks } from './probe/host-checks.ts';
import { roundTripChecks } from './probe/round-trip-checks.ts';
import { siteChecks } from './probe/site-checks.ts';
import { visit } from './probe/visit.ts';

const USAGE =
  'Usage: npm run probe -- [https://site] [--function-host https://...] [--cookie value] [--wait seconds]';
const COOKIE_NAME = 'StaticWebAppsAuthCookie';
/** Time between two requests while waiting for a site to come up, in ms. */
const WAIT_STEP_MS = 5_000;

export interface ProbeOptions {
  /** Absent if the API is deployed alone. */
  readonly site?: URL | undefined;
  readonly functionHost?: URL | undefined;
  /** `name=value`, or only the value. */
  readonly cookie?: string | undefined;
  /** How long to wait for the API to come up, and the time between two tries, in ms. */
  readonly waitMs?: number;
  readonly waitStepMs?: number;
}

/** Runs every check that the options allow, and reports each when it ends. */
export async function probe(
  { site, functionHost, cookie, waitMs = 0, waitStepMs = WAIT_STEP_MS }: ProbeOptions,
  report: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const api = site ?? functionHost;
  if (api) await waitForApi(api, waitMs, waitStepMs);
  return runChecks(
    [
      ...(site ? siteChecks(site) : []),
      ...(functionHost ? hostChecks(functionHost) : []),
      ...(site && cookie ? roundTripChecks(site, namedCookie(cookie)) : []),
    ],
    report,
  );
}

function namedCookie(cookie: string): string {
  return cookie.startsWith(`${COOKIE_NAME}=`) ? cookie : `${COOKIE_NAME}=${cookie}`;
}

async function waitForApi(api: URL, waitMs: number, stepMs: number): Promise<void> {
  const end = Date.now() + waitMs;
  while (Date.now() < end) {
    const answer = await visit(new URL('/api/health', api)).catch(() => undefined);
    if (answer?.status === 200) return;
    await setTimeout(stepMs);
  }
}

function isAddressOrAbsent(address: string | undefined): boolean {
  return address === undefined || URL.canParse(address);
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'function-host': { type: 'string' },
      cookie: { type: 'string', default: process.env.PROBE_COOKIE ?? '' },
      wait: { type: 'string', default: '0' },
    },
  });
  const [site] = positionals;
  const functionHost = values['function-host'];
  if (![site, functionHost].some(Boolean) || ![site, functionHost].every(isAddressOrAbsent)) {
    console.error(USAGE);
    process.exit(2);
  }
  const outcomes = await probe(
    {
      site: site ? new URL(site) : undefined,
      functionHost: functionHost ? new URL(functionHost) : undefined,
      cookie: values.cookie,
      waitMs: Number(values.wait) * 1000,
    },
    ({ name, problem }) => console.log(problem ? `FAIL  ${name}: ${problem}` : `ok    ${name}`),
  );
  if (site && !values.cookie) console.log('      no cookie given: the round trips were skipped');
  process.exitCode = outcomes.some(({ problem }) => problem) ? 1 : 0;
}
