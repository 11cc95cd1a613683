/**
 * The Chromium in `@sparticuz/chromium`, with the libraries and fonts of the package for machines that have none.
 * Linux x64.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../local/root.ts';

const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium');
const SYSTEM_FONTS = '/etc/fonts/fonts.conf';

export interface PackedChromium {
  readonly executablePath: string;
  /** For the browser's process only. */
  readonly env: Record<string, string>;
}

type Environment = Record<string, string>;

/** Unpacks it at first use. Rejects with one line that says what this machine lacks. */
export async function packedChromium(): Promise<PackedChromium> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const folder = join(ROOT, 'node_modules/.cache', `chromium-with-libraries-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  const executablePath = join(folder, 'chromium');
  return { executablePath, env: await environmentFor(executablePath, folder) };
}

/** Unpacks into a temporary folder and renames it, so that parallel runs never see an incomplete browser. */
async function unpack(folder: string): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true });
  const temporary = await mkdtemp(`${folder}-`);
  const script = `
    import chromium, { inflate } from '@sparticuz/chromium';
    await Promise.all([chromium.executablePath(), inflate(process.argv[1])]);`;
  const libraries = join(PACKAGE, 'bin/al2023.tar.br');
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, libraries], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporary },
  });
  const fonts = `<dir>${join(folder, 'fonts/fonts')}</dir><cachedir>${join(folder, 'fonts/cache')}</cachedir>`;
  await writeFile(join(temporary, 'fonts/fonts.conf'), `<fontconfig>${fonts}</fontconfig>\n`);
  await rename(temporary, folder).catch(() => rm(temporary, { recursive: true }));
}

/** The system's libraries come first; the package's are for systems without them. */
async function environmentFor(executablePath: string, folder: string): Promise<Environment> {
  const own = process.env as Environment;
  const hasFonts = own.FONTCONFIG_PATH || own.FONTCONFIG_FILE || existsSync(SYSTEM_FONTS);
  const system = hasFonts ? own : { ...own, FONTCONFIG_PATH: join(folder, 'fonts') };
  if ((await startFailure(executablePath, system)) === null) return system;
  const libraries = [join(folder, 'al2023/lib'), own.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const packed = { ...system, LD_LIBRARY_PATH: libraries };
  const failure = await startFailure(executablePath, packed);
  if (failure === null) return packed;
  throw new Error(
    `Chromium cannot start here: ${failure}. Install what is missing, or name a browser in CHROME_PATH.`,
  );
}

/** Asking for the version loads every library and does nothing else. null means that it works. */
async function startFailure(executablePath: string, env: Environment): Promise<string | null> {
  try {
    await promisify(execFile)(executablePath, ['--version'], { env });
    return null;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr || message).trim().split('\n').at(-1) ?? message;
  }
}
