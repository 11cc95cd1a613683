import { type ReadonlySignal, signal } from '@preact/signals';

export type ColorScheme = 'light' | 'dark';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const scheme = signal<ColorScheme>(current());

/** The theme that is on screen now. Canvases must be redrawn when it changes. */
export const colorScheme: ReadonlySignal<ColorScheme> = scheme;

const update = () => {
  scheme.value = current();
};
systemIsDark.addEventListener('change', update);
new MutationObserver(update).observe(document.documentElement, { attributeFilter: ['data-theme'] });

function current(): ColorScheme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemIsDark.matches ? 'dark' : 'light';
}
