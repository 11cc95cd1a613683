import { localEntries } from './entries.ts';

export type Theme = 'system' | 'light' | 'dark';

const THEME_KEY = 'holdfast:theme';
const REACHED_TIMEOUT_MS = 10_000;

function copyText(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}

/** Starts a download of a file. */
function download(fileName: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  // The download reads the URL a little later.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Reloads this page, but only if the site responds: offline the page would be lost until the network is back.
 * Returns false if it did not reload.
 */
async function reloadFromSite(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(REACHED_TIMEOUT_MS);
    const { ok } = await fetch('/', { method: 'HEAD', cache: 'no-store', signal });
    if (ok) location.reload();
    return ok;
  } catch {
    return false;
  }
}

/** The mark of `site-mark.ts`, whose code is loaded when it is first needed. */
async function siteMark(): Promise<string> {
  return (await import('./site-mark.ts')).siteMark();
}

/** The theme last chosen on this device; "system" if there is none. */
export function storedTheme(): Theme {
  const theme = localEntries.read(THEME_KEY);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function storeTheme(theme: Theme): void {
  localEntries.write(THEME_KEY, theme);
}

const REMEMBERED_PREFIX = 'holdfast:remembered:';

/** A small text stored on this device; null if there is none. */
function remembered(key: string): string | null {
  return localEntries.read(REMEMBERED_PREFIX + key);
}

/** Stores a small text on this device. Does nothing if storage is disabled. */
function remember(key: string, text: string): void {
  localEntries.write(REMEMBERED_PREFIX + key, text);
}

/** Deletes all stored texts for whose key `goes` is true. */
function forget(goes: (key: string) => boolean): void {
  for (const name of localEntries.keys(REMEMBERED_PREFIX))
    if (goes(name.slice(REMEMBERED_PREFIX.length))) localEntries.remove(name);
}

/** What the screens use as it is. */
export const deviceActions = {
  copy: copyText,
  download,
  forget,
  reload: reloadFromSite,
  remember,
  remembered,
  siteMark,
};
