import { expect, it, vi } from 'vitest';
import type { AppModel } from './app-model.ts';
import { overLimitWords, tellClearedDevice } from './page-events.ts';

const field = (value: string, selectionStart: number, selectionEnd = selectionStart) => ({
  maxLength: 10,
  value,
  selectionStart,
  selectionEnd,
});

it('says how long a text that does not fit would become', () => {
  expect(overLimitWords(field('1234567', 7), 'abcd')).toBe(
    'Nothing was inserted: the text would have 11 characters, and at most 10 fit here.',
  );
  expect(overLimitWords(field('1234567890', 10), 'a')).toBe('At most 10 characters fit here.');
});

it('does not count the selected text that is replaced', () => {
  expect(overLimitWords(field('1234567', 7), 'abc')).toBeNull();
  expect(overLimitWords(field('1234567', 0, 7), 'abcdefghij')).toBeNull();
  expect(overLimitWords({ ...field('1234567', 7), maxLength: -1 }, 'x'.repeat(50))).toBeNull();
});

type Pages = ReturnType<typeof openPages>;

/** Pages of one browser with the messages that each has shown, and the browser's storage. */
function openPages() {
  const kept = new Map<string, string>();
  const database = { mark: 'first', isBroken: false };
  const device = {
    remembered: (key: string) => kept.get(key) ?? null,
    remember: (key: string, text: string) => void kept.set(key, text),
    async siteMark() {
      if (database.isBroken) throw new Error('It cannot be read now');
      return database.mark;
    },
  };
  const openPage = (ports = { device }) => {
    const show = vi.fn();
    const backUpAnew = vi.fn();
    const workbench = { now: Date.now, persistence: { backUpAnew } };
    const app = { ports, workbench, toasts: { show } } as unknown as AppModel;
    return { show, backUpAnew, end: tellClearedDevice(app) };
  };
  return { kept, database, openPage };
}

it.each([
  ['localStorage', ({ kept }: Pages) => kept.clear()],
  [
    'IndexedDB',
    ({ database }: Pages) => {
      database.mark = 'second';
    },
  ],
])(
  'tells every page once that %s was cleared, and backs up the open work again, now and a check later',
  async (_, clear) => {
    vi.useFakeTimers();
    const browser = openPages();
    const pages = [browser.openPage(), browser.openPage()];
    await vi.advanceTimersByTimeAsync(25_000);
    for (const { show } of pages) expect(show).not.toHaveBeenCalled();
    clear(browser);
    // Something is written before the pages check.
    browser.kept.set('an entry', 'an edit');
    await vi.advanceTimersByTimeAsync(10_000);
    for (const { backUpAnew } of pages) expect(backUpAnew).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(25_000);
    for (const { show, backUpAnew, end } of pages) {
      expect(show).toHaveBeenCalledOnce();
      expect(backUpAnew).toHaveBeenCalledTimes(2);
      end();
    }
    vi.useRealTimers();
  },
);

it('does not report a database that cannot be read for a while as cleared', async () => {
  vi.useFakeTimers();
  const { database, openPage } = openPages();
  const { show, end } = openPage();
  await vi.advanceTimersByTimeAsync(1_000);
  database.isBroken = true;
  await vi.advanceTimersByTimeAsync(25_000);
  database.isBroken = false;
  await vi.advanceTimersByTimeAsync(25_000);
  expect(show).not.toHaveBeenCalled();
  end();
  vi.useRealTimers();
});

it('does not report cleared data in a browser that stores nothing', async () => {
  vi.useFakeTimers();
  const { openPage } = openPages();
  const siteMark = () => Promise.reject(new Error('Disabled'));
  const { show, end } = openPage({
    device: { remembered: () => null, remember: () => {}, siteMark },
  });
  await vi.advanceTimersByTimeAsync(25_000);
  expect(show).not.toHaveBeenCalled();
  end();
  vi.useRealTimers();
});
