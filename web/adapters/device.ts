import { localEntries } from './entries.ts';

export type Theme = 'system' | 'light' | 'dark';

const THEME_KEY = 'holdfast:theme';
const REACHED_TIMEOUT_MS = 10_000;

export function copyText(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}

/** Hands a file to the person, by the browser's own download. */
export function download(fileName: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  // The download reads the address a little later.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Reloads this page, but only where the site answers: else the page would be gone for as long as the
 * network is. Answers false where it stays.
 */
export async function reloadFromSite(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(REACHED_TIMEOUT_MS);
    const { ok } = await fetch('/', { method: 'HEAD', cache: 'no-store', signal });
    if (ok) location.reload();
    return ok;
  } catch {
    return false;
  }
}

/** The theme last chosen on this device; "system" where nothing may be stored. */
export function storedTheme(): Theme {
  const theme = localEntries.read(THEME_KEY);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function storeTheme(theme: Theme): void {
  localEntries.write(THEME_KEY, theme);
}

const REMEMBERED_PREFIX = 'holdfast:remembered:';

/** A small text kept on this device; null where there is none or nothing may be stored. */
export function remembered(key: string): string | null {
  return localEntries.read(REMEMBERED_PREFIX + key);
}

/** Where nothing may be stored, it is asked for again next time. */
export function remember(key: string, text: string): void {
  localEntries.write(REMEMBERED_PREFIX + key, text);
}

/** Forgets every remembered text whose key is to go. */
export function forget(goes: (key: string) => boolean): void {
  for (const name of localEntries.keys(REMEMBERED_PREFIX))
    if (goes(name.slice(REMEMBERED_PREFIX.length))) localEntries.remove(name);
}
