import { afterEach, expect, test, vi } from 'vitest';
import type { Ensemble, ImportedSource } from '../../workbench/content/schema.ts';
import { addEnsemble } from '../../workbench/edits/ensembles.ts';
import { contentFrom } from '../../workbench/testing/contents.ts';
import { csvFile, EVERYTHING, importerOf, VECTORS } from '../../workbench/testing/csv.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import type { AppModel } from './app-model.ts';
import { storedAsFile } from './damaged-rest.ts';
import { exportEnsemble, exportSession } from './exports.ts';
import { downloadSession, sessionFileName } from './session-file.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.doUnmock('./exports.ts');
});

test('The file name has no characters that file systems refuse', () => {
  expect(sessionFileName('A/B: "C"\n', '.holdfast')).toBe('A B C.holdfast');
  expect(sessionFileName('///', '.holdfast.json')).toBe('Session.holdfast.json');
});

interface Shown {
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
}

/** An app with a session of imported data, and what it shows and downloads. */
async function withData(workbench: object = {}) {
  const importer = importerOf(csvFile(VECTORS));
  await importer.read({});
  const [source] = await importer.pack(EVERYTHING);
  const content = addEnsemble(contentFrom('empty'), {
    name: 'Mine',
    source: source as ImportedSource,
  });
  const toasts: Shown[] = [];
  const download = vi.fn();
  const app = {
    ports: { device: { download } },
    toasts: { show: (toast: Shown) => toasts.push(toast) },
    workbench: {
      lifecycle: { peek: () => ({ kind: 'NewSession', metadata: { title: 'Study' } }) },
      content: { peek: () => content },
      drafts: { peek: () => ({}) },
      ...workbench,
    },
  } as unknown as AppModel;
  return { app, content, toasts, download };
}

test('The export of one large piece of data can be stopped, and then makes no file', async () => {
  vi.useFakeTimers();
  const loading = Promise.withResolvers<Uint8Array>();
  const { app, toasts, download } = await withData({
    assets: { readWhole: () => loading.promise },
  });
  const exporting = exportSession(app);
  await vi.advanceTimersByTimeAsync(499);
  expect(toasts).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(toasts).toMatchObject([
    { text: 'Writing "Study" to a file: 0 of 1 piece of data.', action: { label: 'Stop' } },
  ]);
  toasts[0]?.action?.run();
  loading.resolve(new Uint8Array(1));
  await exporting;
  expect(toasts.at(-1)?.text).toBe('Stopped: no file was made.');
  expect(download).not.toHaveBeenCalled();
});

test('A downloaded session says what was typed but is not in the file', async () => {
  const typed = { label: 'Percentiles', at: { panel: 'settings' }, value: '1, 2' };
  const { app, toasts, download } = await withData({
    drafts: { peek: () => ({ percentiles: typed }) },
    assets: { readWhole: async () => new Uint8Array(1) },
  });
  await exportSession(app);
  expect(download).toHaveBeenCalledOnce();
  expect(toasts.at(-1)?.text).toContain('does not contain what you typed in "Percentiles"');
});

test('A download without the code for imported data says that the data is missing', async () => {
  vi.doMock('./exports.ts', () => {
    throw new Error('offline');
  });
  const { app, toasts, download } = await withData();
  await downloadSession(app);
  expect(download).toHaveBeenCalledOnce();
  expect(toasts.map(({ text }) => text)).toEqual([
    'The file has no imported data, because the code for that could not be loaded.',
  ]);
});

test('Writing the data of an ensemble can be stopped, and then makes no file', async () => {
  const realizations = Int32Array.from({ length: 20 }, (_, i) => i);
  const times = Float64Array.of(0);
  const data = { realizations, times, vectors: new Map(), parameters: new Map() };
  const { app, content, toasts, download } = await withData();
  const workbench = { ensembles: { whole: async () => data } } as unknown as Workbench;
  // Every look at the clock comes later than a slice takes, and timers end at once.
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
  const timers = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void) => {
    queueMicrotask(run);
    return 0;
  }) as unknown as typeof setTimeout);
  app.toasts.show = (toast) => {
    toasts.push(toast);
    if (toast.text.includes('3 of 20 realizations')) toast.action?.run();
  };
  await exportEnsemble(app, workbench, content.ensembleSet.ensembles[0] as Ensemble);
  timers.mockRestore();
  clock.mockRestore();
  expect(toasts.at(-1)?.text).toBe('Stopped: no file was made.');
  expect(download).not.toHaveBeenCalled();
});

test('Data that is still loading is not waited for once its export is stopped', async () => {
  vi.useFakeTimers();
  const loading = Promise.withResolvers<never>();
  const { app, content, toasts, download } = await withData();
  const workbench = { ensembles: { whole: () => loading.promise } } as unknown as Workbench;
  const [ensemble] = content.ensembleSet.ensembles;
  const exporting = exportEnsemble(app, workbench, ensemble as Ensemble);
  await vi.advanceTimersByTimeAsync(500);
  toasts[0]?.action?.run();
  await exporting;
  expect(toasts.at(-1)?.text).toBe('Stopped: no file was made.');
  expect(download).not.toHaveBeenCalled();
});

test('The file of a kept copy has what was typed in editors beside the content', async () => {
  const text = JSON.stringify(contentFrom('empty'));
  const typed = { percentiles: { label: 'Percentiles', value: '1, 2' } };
  const file = JSON.parse(await storedAsFile({ title: 'A', description: null }, text, typed));
  expect(file).toMatchObject({ title: 'A', typed });
  const unreadable = await storedAsFile({ title: 'A', description: null }, 'damaged', typed);
  expect(JSON.parse(unreadable)).toEqual({ typed, stored: 'damaged' });
});
