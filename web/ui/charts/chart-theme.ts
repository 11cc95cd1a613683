export type ColorScheme = 'light' | 'dark';

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

const known = new Map<ColorScheme, ChartTheme>();

/** The colours of a scheme, read from CSS. Cached, because each read forces a layout of the page. */
export function chartTheme(scheme: ColorScheme): ChartTheme {
  let theme = known.get(scheme);
  if (!theme) {
    theme = readChartTheme();
    known.set(scheme, theme);
  }
  return theme;
}

function readChartTheme(): ChartTheme {
  const series = Array.from({ length: SERIES_COLORS }, (_, index) => `series-${index + 1}`);
  const names = ['text', 'text-muted', 'border', 'surface', 'accent', 'warning', ...series];
  const [text = '', muted = '', grid = '', surface = '', accent = '', warning = '', ...rest] =
    tokenColors(names);
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return { text, muted, grid, surface, accent, warning, series: rest, font };
}

function withAlpha(color: string, alpha: number): string {
  if (alpha === 1) return color;
  if (color.startsWith('#')) {
    const byte = Math.round(alpha * 255);
    return color + byte.toString(16).padStart(2, '0');
  }
  const channels = color.match(/[\d.]+/g)?.slice(0, 3) ?? ['0', '0', '0'];
  return `rgb(${channels.join(' ')} / ${alpha})`;
}

/**
 * Canvas colour of a colour stored in the content ("series-3", "#1f77b4"), a theme colour ("text", "muted") or a
 * position on the colour scale ("ramp-0" to "ramp-100"). `alpha` is 0 to 1.
 */
export function ink(theme: ChartTheme, color: string, alpha = 1): string {
  return withAlpha(canvasColor(theme, color), alpha);
}

function canvasColor(theme: ChartTheme, color: string): string {
  if (color === 'text' || color === 'muted' || color === 'surface') return theme[color];
  const share = /^ramp-(\d+)$/.exec(color)?.[1];
  if (share !== undefined) return onRamp(theme, Number(share) / 100);
  const index = /^series-(\d)$/.exec(color)?.[1];
  if (index === undefined) return color;
  return theme.series[Number(index) - 1] ?? theme.accent;
}

/** The colour scale: from the first series colour (lowest) over grey to the second series colour (highest). */
function onRamp({ series, muted }: ChartTheme, share: number): string {
  const stops = [series[0] ?? muted, muted, series[1] ?? muted].map(channelsOf);
  const at = Math.min(1, Math.max(0, share)) * 2;
  const below = Math.min(1, Math.floor(at));
  const mixed = (stops[below] ?? []).map((low, i) => {
    const high = stops[below + 1]?.[i] ?? low;
    return Math.round(low + (high - low) * (at - below));
  });
  return `rgb(${mixed.join(' ')})`;
}

function channelsOf(color: string): readonly number[] {
  return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

/**
 * Token colours in the form a canvas accepts ("rgb(...)"). All are read together, because each reading after a change of
 * the page recalculates styles. The custom properties themselves would be `light-dark(...)`, which only CSS understands.
 */
function tokenColors(names: readonly string[]): string[] {
  const room = document.createElement('span');
  room.hidden = true;
  const probes = names.map((name) => {
    const probe = document.createElement('span');
    probe.style.color = `var(--color-${name})`;
    return probe;
  });
  room.append(...probes);
  document.body.append(room);
  const colors = probes.map((probe) => getComputedStyle(probe).color);
  room.remove();
  return colors;
}

/** CSS colour of a colour stored in the content ("series-3", "#1f77b4"). */
export function cssColor(color: string): string {
  return color.startsWith('series-') ? `var(--color-${color})` : color;
}
