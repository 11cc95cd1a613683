/**
 * Chromium for tests: the one in `@sparticuz/chromium` on Linux x64, an installed Chrome elsewhere, or the one
 * in CHROME_PATH.
 */
import { readdir, readFile } from 'node:fs/promises';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from 'playwright-core';
import { packedChromium } from './packed-chromium.ts';

// The package's own arguments disable process isolation and web security, which tests must not.
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const CONTEXT = {
  locale: 'en-US',
  viewport: { width: 1280, height: 800 },
  // Animations cost frames, and positions and colours are undefined during them.
  reducedMotion: 'reduce',
} as const;

/** A browser without a profile; create a context per user. */
export function launchChromium(): Promise<Browser>;
/** A browser with a profile on disk: its data are there again when launched with the same folder. */
export function launchChromium(options: { userDataDir: string }): Promise<BrowserContext>;
export async function launchChromium(options?: {
  userDataDir: string;
}): Promise<Browser | BrowserContext> {
  const launch = { ...(await findBrowser()), args: ARGUMENTS };
  return options
    ? chromium.launchPersistentContext(options.userDataDir, { ...launch, ...CONTEXT })
    : chromium.launch(launch);
}

/** A context with the size and language that all tests share. */
export function newContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({ ...CONTEXT, ...options });
}

/** Kills the browser that uses this profile with SIGKILL, like a power cut, and waits until it is gone. Linux only. */
export async function killChromium(userDataDir: string): Promise<void> {
  for (;;) {
    const running = await processesOf(userDataDir);
    if (running.length === 0) return;
    for (const pid of running) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself, since the browser's main process is gone.
      }
    }
  }
}

async function processesOf(userDataDir: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (commandLine.includes(`--user-data-dir=${userDataDir}\0`)) found.push(Number(pid));
  }
  return found;
}

/** The browser's path, and the environment of its process. */
async function findBrowser(): Promise<LaunchOptions> {
  if (process.env.CHROME_PATH) return { executablePath: process.env.CHROME_PATH };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  return packedChromium();
}
