export type Theme = 'system' | 'light' | 'dark';

const THEME_KEY = 'holdfast:theme';

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

/** The theme last chosen on this device; "system" where nothing may be stored. */
export function storedTheme(): Theme {
  try {
    const theme = localStorage.getItem(THEME_KEY);
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  } catch {
    return 'system';
  }
}

export function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Asked for again next time.
  }
}
