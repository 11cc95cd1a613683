import type { ChartTheme } from '../../charts/chart-theme.ts';
import { ink } from '../../charts/chart-theme.ts';
import type { LiveChart } from '../../charts/live-chart.ts';
import { painterOf } from '../../charts/painter.ts';
import type { Pen } from '../../charts/picture.ts';

/** What stands around a chart that leaves the page. */
export interface Caption {
  readonly title: string;
  /** Names and colours, as the content holds them. */
  readonly legend: readonly { readonly name: string; readonly color: string }[];
  /** Where it is from: the session and the day. */
  readonly source: string;
}

export interface Sheet {
  readonly chart: LiveChart;
  readonly theme: ChartTheme;
  readonly caption: Caption;
}

const HEAD_PX = 52;
const LINE_PX = 18;
const MARGIN_PX = 12;

/** Size in CSS pixels. */
export function sheetSize({ chart, caption }: Sheet): { width: number; height: number } {
  const { width, height } = chart.uplot;
  const lines = Math.ceil(caption.legend.length / perLine(width)) + 1;
  return { width, height: HEAD_PX + height + lines * LINE_PX + MARGIN_PX };
}

const perLine = (width: number) => Math.max(1, Math.floor(width / 160));

/** Draws title, axes, picture, legend and source. `clipped` draws what must not leave the plotting area. */
export function drawSheet(
  sheet: Sheet,
  pen: Pen,
  ratio: number,
  clipped: (
    area: { left: number; top: number; width: number; height: number },
    draw: () => void,
  ) => void,
): void {
  const { chart, theme, caption } = sheet;
  const { width, height } = sheetSize(sheet);
  const family = theme.font.replace(/^\S+ /, '');
  const write = (
    text: string,
    x: number,
    y: number,
    look: { size?: number; bold?: boolean; color?: string; align?: CanvasTextAlign } = {},
  ) => {
    const { size = 12, bold = false, color = theme.muted, align = 'left' } = look;
    pen.font = `${bold ? '600 ' : ''}${size * ratio}px ${family}`;
    pen.fillStyle = color;
    pen.textAlign = align;
    pen.textBaseline = 'middle';
    pen.fillText(text, x * ratio, y * ratio);
  };
  pen.fillStyle = theme.surface;
  pen.fillRect(0, 0, width * ratio, height * ratio);
  write(caption.title, MARGIN_PX, 18, { size: 15, bold: true, color: theme.text });
  const painter = painterOf(chart.uplot, pen, theme, ratio, HEAD_PX);
  drawAxes(sheet, pen, ratio, write);
  clipped(painter.area, () => {
    for (const layer of chart.picture.layers) layer(painter);
  });
  const columns = perLine(width);
  caption.legend.forEach(({ name, color }, i) => {
    const x = MARGIN_PX + (i % columns) * 160;
    const y = HEAD_PX + chart.uplot.height + LINE_PX * (Math.floor(i / columns) + 0.5);
    pen.fillStyle = ink(theme, color);
    pen.fillRect(x * ratio, (y - 5) * ratio, 10 * ratio, 10 * ratio);
    write(name.length > 22 ? `${name.slice(0, 21)}\u2026` : name, x + 16, y, { color: theme.text });
  });
  write(caption.source, MARGIN_PX, height - LINE_PX / 2 - MARGIN_PX / 2, { size: 11 });
}

type Write = (text: string, x: number, y: number, look?: { align?: CanvasTextAlign }) => void;

/** uPlot keeps the ticks of each axis and their texts, under names that its types leave out. */
interface Ticks {
  readonly _splits?: readonly (number | null)[];
  readonly _values?: readonly (string | null)[];
}

function drawAxes({ chart, theme }: Sheet, pen: Pen, ratio: number, write: Write): void {
  const { uplot, picture } = chart;
  const { area, x, y } = painterOf(uplot, pen, theme, 1, HEAD_PX);
  const right = area.left + area.width;
  const bottom = area.top + area.height;
  pen.strokeStyle = theme.grid;
  pen.lineWidth = ratio;
  const line = (x1: number, y1: number, x2: number, y2: number) => {
    pen.beginPath();
    pen.moveTo(x1 * ratio, y1 * ratio);
    pen.lineTo(x2 * ratio, y2 * ratio);
    pen.stroke();
  };
  uplot.axes.forEach((axis, i) => {
    const { _splits = [], _values = [] } = axis as Ticks;
    if (axis.show === false) return;
    _splits.forEach((split, tick) => {
      const text = _values[tick];
      if (split === null || text === null || text === undefined) return;
      if (i === 0) {
        const at = x(split);
        if (at < area.left - 1 || at > right + 1) return;
        line(at, area.top, at, bottom);
        for (const [row, part] of text.split('\n').entries()) {
          write(part, at, bottom + 14 + row * 16, { align: 'center' });
        }
      } else {
        const at = y(split, i - 1);
        if (at < area.top - 1 || at > bottom + 1) return;
        if (i === 1) line(area.left, at, right, at);
        write(text, i === 1 ? area.left - 6 : right + 6, at, { align: i === 1 ? 'right' : 'left' });
      }
    });
  });
  write(picture.y[0]?.hidden ? '' : (picture.y[0]?.label ?? ''), MARGIN_PX, HEAD_PX - 12);
  write(picture.y[1]?.label ?? '', right + 40, HEAD_PX - 12, { align: 'right' });
  write(picture.x.label, (area.left + right) / 2, HEAD_PX + uplot.height - 10, { align: 'center' });
}
