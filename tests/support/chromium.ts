/**
 * Chromium for tests: the one inside `@sparticuz/chromium` on Linux x64, an installed Chrome elsewhere,
 * or what CHROME_PATH names.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from 'playwright-core';
import { ROOT } from '../../local/root.ts';

// The package's own arguments switch off process isolation and web security, which tests must not.
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const CONTEXT = { locale: 'en-US', viewport: { width: 1280, height: 800 } } as const;

/** A browser without a profile; make a context per user. */
export function launchChromium(): Promise<Browser>;
/** A browser with a profile on the disk: what it stores is there at the next launch on the same folder. */
export function launchChromium(options: { userDataDir: string }): Promise<BrowserContext>;
export async function launchChromium(options?: {
  userDataDir: string;
}): Promise<Browser | BrowserContext> {
  const executablePath = await chromiumPath();
  const launch = executablePath
    ? { executablePath, args: ARGUMENTS }
    : { channel: 'chrome', args: ARGUMENTS };
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

/** Kills the browser that runs on this profile with SIGKILL, as a power cut would. Linux only. */
export async function killChromium(userDataDir: string): Promise<void> {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (commandLine.includes(`--user-data-dir=${userDataDir}\0`)) {
      process.kill(Number(pid), 'SIGKILL');
    }
  }
}

async function chromiumPath(): Promise<string | undefined> {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const manifest = join(ROOT, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = join(ROOT, 'node_modules/.cache', `chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  return join(folder, 'chromium');
}

/** Unpacks beside the folder and renames, so that two runs at once never see half a browser. */
async function unpack(folder: string): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true });
  const temporary = await mkdtemp(`${folder}-`);
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporary },
  });
  await rename(temporary, folder).catch(() => rm(temporary, { recursive: true }));
}
