import { drawLines } from '../../charts/layers/lines.ts';
import type { Layer } from '../../charts/picture.ts';
import type { Brush, Realization } from '../linking/links.ts';
import type { Look } from './look.ts';
import type { Traces } from './traces.ts';

/** What follows the pointer, here or in another chart: a line at the date, and the realization that stands out. */
export function overlayOf(
  { list }: Traces,
  look: Look,
  time: number | null,
  realization: Realization | null,
  brush: Brush | null,
): Layer {
  const lines = list.flatMap((trace) => {
    if (!realization || trace.ensemble.id !== realization.ensembleId) return [];
    const row = trace.rows.find((one) => trace.realizations[one] === realization.realization);
    if (row === undefined) return [];
    const { times: xs, values, step, axis } = trace;
    const line = { xs, values, rows: [row], step, axis };
    return [
      drawLines({ ...line, color: 'surface', width: 5 }),
      drawLines({ ...line, color: look.colorOf(trace), width: 2.5 }),
    ];
  });
  const brushed = list.flatMap((trace) => {
    const numbers = brush?.realizations.get(trace.ensemble.id);
    if (!numbers) return [];
    const { times: xs, values, step, axis } = trace;
    const rows = trace.rows.filter((row) => numbers.has(trace.realizations[row] ?? -1));
    return [drawLines({ xs, values, rows, step, axis, color: 'text', width: 1, alpha: 0.45 })];
  });
  return (painter) => {
    for (const layer of brushed) layer(painter);
    for (const layer of lines) layer(painter);
    if (time === null) return;
    const { pen, area, theme, ratio, x } = painter;
    pen.strokeStyle = theme.muted;
    pen.lineWidth = ratio;
    pen.setLineDash([3 * ratio, 3 * ratio]);
    pen.beginPath();
    pen.moveTo(x(time), area.top);
    pen.lineTo(x(time), area.top + area.height);
    pen.stroke();
    pen.setLineDash([]);
  };
}
