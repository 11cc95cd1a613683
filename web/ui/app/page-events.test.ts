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

/** Pages of one browser with the messages that each has shown, and the browser's storage. */
function openPages() {
  const kept = new Map<string, string>();
  const device = {
    remembered: (key: string) => kept.get(key) ?? null,
    remember: (key: string, text: string) => void kept.set(key, text),
  };
  const openPage = (ports = { device }) => {
    const show = vi.fn();
    const backUpAnew = vi.fn();
    const workbench = { now: Date.now, persistence: { backUpAnew } };
    const app = { ports, workbench, toasts: { show } } as unknown as AppModel;
    return { show, backUpAnew, end: tellClearedDevice(app) };
  };
  return { kept, openPage };
}

it('tells every page once that site data was cleared, and backs up the open work again, now and a check later', () => {
  vi.useFakeTimers();
  const { kept, openPage } = openPages();
  const pages = [openPage(), openPage()];
  vi.advanceTimersByTime(25_000);
  for (const { show } of pages) expect(show).not.toHaveBeenCalled();
  kept.clear();
  // Something is written before the pages check.
  kept.set('an entry', 'an edit');
  vi.advanceTimersByTime(10_000);
  for (const { backUpAnew } of pages) expect(backUpAnew).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(25_000);
  for (const { show, backUpAnew, end } of pages) {
    expect(show).toHaveBeenCalledOnce();
    expect(backUpAnew).toHaveBeenCalledTimes(2);
    end();
  }
  vi.useRealTimers();
});

it('does not report cleared data in a browser that stores nothing', () => {
  vi.useFakeTimers();
  const { openPage } = openPages();
  const { show, end } = openPage({ device: { remembered: () => null, remember: () => {} } });
  vi.advanceTimersByTime(25_000);
  expect(show).not.toHaveBeenCalled();
  end();
  vi.useRealTimers();
});
