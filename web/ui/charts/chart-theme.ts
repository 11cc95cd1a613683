import { tokenColor } from '../styles/token-color.ts';

/** The colours a canvas needs, as `rgb(...)`, and the font of its labels. */
export interface ChartTheme {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly accent: string;
  readonly warning: string;
  readonly series: readonly string[];
  readonly font: string;
}

export const SERIES_COLORS = 8;

/** Reads the tokens as they are on screen now. */
export function readChartTheme(element: Element): ChartTheme {
  const series = Array.from({ length: SERIES_COLORS }, (_, index) =>
    tokenColor(`--color-series-${index + 1}`, element),
  );
  return {
    text: tokenColor('--color-text', element),
    muted: tokenColor('--color-text-muted', element),
    grid: tokenColor('--color-border', element),
    surface: tokenColor('--color-surface', element),
    accent: tokenColor('--color-accent', element),
    warning: tokenColor('--color-warning', element),
    series,
    font: `12px ${getComputedStyle(element).fontFamily}`,
  };
}

/** The same colour, let through: `alpha` 0 to 1. */
export function withAlpha(color: string, alpha: number): string {
  const channels = color.match(/[\d.]+/g)?.slice(0, 3) ?? ['0', '0', '0'];
  return `rgb(${channels.join(' ')} / ${alpha})`;
}
