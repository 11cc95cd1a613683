import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ROOT } from '../../local/root.ts';
import { type Site, startSite } from '../../local/site.ts';
import { buildKernelPackage } from '../../tools/build/kernel-package.ts';
import { replaceFolder } from '../../tools/build.ts';
import { freePort } from '../support/free-port.ts';
import { signInAs } from '../support/pages.ts';
import { newTestContext } from '../support/test-browser.ts';
import { newUser } from '../support/users.ts';
import { SCREEN } from './workbench-steps.ts';

const run = promisify(execFile);

const MAIN = `
import { createBrowserPorts } from 'holdfast-kernel/adapters';
import { keepNotes } from './notes.ts';

const ports = createBrowserPorts('/journal.js');
const who = await ports.api.whoAmI();
if (who.kind !== 'ok') throw new Error(who.kind);
const kept = await keepNotes(ports, who.value, (line) => { document.title = line; });
const box = document.body.appendChild(document.createElement('textarea'));
const { state } = kept;
if ('content' in state) box.value = state.content.notes['1']?.text ?? '';
box.oninput = () => kept.edit({ order: ['1'], notes: { 1: { text: box.value } } });
const save = document.body.appendChild(document.createElement('button'));
save.onclick = () => void kept.save({ title: 'Notes of another', description: null });
`;
const JOURNAL = `
import { type Endpoint, serveJournal } from 'holdfast-kernel/journal';
import { notesModel } from './notes.ts';

serveJournal(notesModel, self as unknown as Endpoint);
`;
const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: 'es2024',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
  },
  include: ['*.ts'],
};

let folder: string;
let site: Site;

/** An empty folder with only the packed kernel and the example from its documentation. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-kernel-'));
  const packed = join(folder, 'package');
  await replaceFolder(packed, await buildKernelPackage());
  const { stdout } = await run('npm', ['pack', '--silent'], { cwd: packed });
  const app = join(folder, 'app');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), '{"private": true, "type": "module"}');
  const install = ['install', '--offline', '--no-audit', '--no-fund'];
  await run('npm', [...install, join(packed, stdout.trim())], { cwd: app });

  const page = await readFile(join(app, 'node_modules/holdfast-kernel/README.md'), 'utf8');
  await writeFile(join(app, 'notes.ts'), /```ts\n(.*?)\n```/s.exec(page)?.[1] ?? '');
  await writeFile(join(app, 'main.ts'), MAIN);
  await writeFile(join(app, 'journal.ts'), JOURNAL);
  await writeFile(join(app, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  const dist = join(app, 'dist');
  await esbuild.build({
    absWorkingDir: app,
    entryPoints: ['main.ts', 'journal.ts'],
    outdir: dist,
    bundle: true,
    format: 'esm',
    target: 'es2022',
  });
  const html = '<!doctype html><title></title><body><script type="module" src="/main.js"></script>';
  await writeFile(join(dist, 'index.html'), html);
  const config = 'staticwebapp.config.json';
  await copyFile(join(ROOT, 'web', config), join(dist, config));
  const { functionsUrl } = inject('stack');
  site = await startSite({ port: await freePort(), dist, functionsUrl });
});
afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

test('The example compiles against the types of the package', async () => {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', join(folder, 'app')]);
});

test('The example keeps notes across a crash and saves them, with the package and the real API', async () => {
  const context = await newTestContext();
  await signInAs(context, newUser(), site.url);
  const page = await context.newPage();
  await page.goto(site.url);
  await page.locator('textarea').fill('Do not lose me');
  await expect.poll(() => page.title(), SCREEN).toBe('Backed up');
  await page.close();

  const again = await context.newPage();
  await again.goto(site.url);
  await expect.poll(() => again.locator('textarea').inputValue(), SCREEN).toBe('Do not lose me');
  await again.locator('button').click();
  await expect.poll(() => again.title(), SCREEN).toBe('Saved');
  const listed = await again.evaluate(() =>
    fetch('/api/persistence/sessions').then((r) => r.text()),
  );
  expect(listed).toContain('Notes of another');
});
