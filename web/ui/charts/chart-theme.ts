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
  if (color.startsWith('#')) {
    const byte = Math.round(alpha * 255);
    return color + byte.toString(16).padStart(2, '0');
  }
  const channels = color.match(/[\d.]+/g)?.slice(0, 3) ?? ['0', '0', '0'];
  return `rgb(${channels.join(' ')} / ${alpha})`;
}

/** A colour as the content holds it ("series-3", "#1f77b4") for the canvas. */
export function canvasColor(theme: ChartTheme, color: string): string {
  const index = /^series-(\d)$/.exec(color)?.[1];
  if (index === undefined) return color;
  return theme.series[Number(index) - 1] ?? theme.accent;
}
