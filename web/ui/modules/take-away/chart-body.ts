import type { LiveChart } from '../../charts/live-chart.ts';
import { painterOf } from '../../charts/painter.ts';
import type { SheetBody, SheetPen } from './sheet.ts';

const MARGIN_PX = 12;

/** The picture of a chart as it is on screen, with its axes. */
export function chartBody(chart: LiveChart): SheetBody {
  chart.drawNow();
  const { width, height } = chart.uplot;
  return {
    ...{ width, height },
    draw: (on) => {
      drawAxes(chart, on);
      const painter = painterOf(chart.uplot, on.pen, on.theme, on.ratio, on.top);
      on.clipped(painter.area, () => {
        for (const layer of chart.picture.layers) layer(painter);
      });
    },
  };
}

/** uPlot's ticks of an axis and their texts, which are missing in its types; null if there is no room for any. */
interface Ticks {
  readonly _splits?: readonly (number | null)[] | null;
  readonly _values?: readonly (string | null)[] | null;
}

function drawAxes(
  { uplot, picture }: LiveChart,
  { pen, theme, ratio, top, write }: SheetPen,
): void {
  const { area, x, y } = painterOf(uplot, pen, theme, 1, top);
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
    const { _splits, _values } = axis as Ticks;
    if (axis.show === false) return;
    _splits?.forEach((split, tick) => {
      const text = _values?.[tick];
      if (split === null || !text) return;
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
  write(picture.y[0]?.hidden ? '' : (picture.y[0]?.label ?? ''), MARGIN_PX, top - 12);
  write(picture.y[1]?.label ?? '', right + 40, top - 12, { align: 'right' });
  write(picture.x.label, (area.left + right) / 2, top + uplot.height - 10, { align: 'center' });
}
