import { afterEach, expect, test, vi } from 'vitest';
import type { ImportedSource } from '../../workbench/content/schema.ts';
import { addEnsemble } from '../../workbench/edits/ensembles.ts';
import { contentFrom } from '../../workbench/testing/contents.ts';
import { csvFile, EVERYTHING, importerOf, VECTORS } from '../../workbench/testing/csv.ts';
import type { AppModel } from './app-model.ts';
import { exportSession } from './export-session.ts';
import { sessionFileName } from './session-file.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('The file name has no characters that file systems refuse', () => {
  expect(sessionFileName('A/B: "C"\n', '.holdfast')).toBe('A B C.holdfast');
  expect(sessionFileName('///', '.holdfast.json')).toBe('Session.holdfast.json');
});

test('The export of one large piece of data can be stopped, and then makes no file', async () => {
  vi.useFakeTimers();
  const importer = importerOf(csvFile(VECTORS));
  await importer.read({});
  const [source] = await importer.pack(EVERYTHING);
  const content = addEnsemble(contentFrom('empty'), {
    name: 'Mine',
    source: source as ImportedSource,
  });
  const loading = Promise.withResolvers<Uint8Array>();
  const toasts: { text: string; action?: { label: string; run(): void } }[] = [];
  const download = vi.fn();
  const exporting = exportSession({
    ports: { device: { download } },
    toasts: { show: (toast: (typeof toasts)[number]) => toasts.push(toast) },
    workbench: {
      lifecycle: { peek: () => ({ kind: 'NewSession', metadata: { title: 'Study' } }) },
      content: { peek: () => content },
      assets: { readWhole: () => loading.promise },
    },
  } as unknown as AppModel);
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
