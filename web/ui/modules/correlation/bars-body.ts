import { ink } from '../../charts/chart-theme.ts';
import { type SheetBody, type SheetPen, wrapped } from '../take-away/sheet.ts';
import type { Bars } from './bars.tsx';

/** The bars of one ensemble. */
export interface BarSection {
  readonly heading: string;
  /** The colour as stored in the content. */
  readonly color: string;
  readonly bars: Bars;
}

/** Lengths in CSS pixels. */
const WIDTH = 720;
const MARGIN = 12;
const LINE = 24;
const BAR = 14;
const TRACK = { left: 200, right: 580 };
const NAME_LENGTH = 26;
/** Characters per line of the notes. */
const NOTE_LENGTH = 110;

/** The bars of all ensembles, for an exported picture. */
export function barsBody(sections: readonly BarSection[]): SheetBody {
  const lines = sections.map((section) => ({
    ...section,
    notes: wrapped(section.bars.notes, NOTE_LENGTH),
  }));
  const height = lines.reduce(
    (sum, { bars, notes }) => sum + (3 + bars.rows.length + notes.length) * LINE,
    0,
  );
  return {
    ...{ width: WIDTH, height },
    draw: (on) => {
      let y = on.top + LINE / 2;
      for (const { heading, color, bars, notes } of lines) {
        box(on, MARGIN, MARGIN + 10, y, 10, ink(on.theme, color));
        on.write(heading, MARGIN + 16, y, { bold: true, color: on.theme.text });
        for (const row of bars.rows) {
          y += LINE;
          drawRow(on, row, color, y);
        }
        y += LINE;
        for (const { at, text } of bars.scale) {
          on.write(text, place(at), y - LINE / 4, { size: 11, align: 'center' });
        }
        for (const note of notes) {
          y += LINE;
          on.write(note, MARGIN, y, { size: 11 });
        }
        y += LINE * 2;
      }
    },
  };
}

const place = (share: number) => TRACK.left + share * (TRACK.right - TRACK.left);

function drawRow(on: SheetPen, row: Bars['rows'][number], color: string, y: number): void {
  const { theme } = on;
  const { name, from, to, chance, base, isFaint, value } = row;
  const shown = name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}\u2026` : name;
  on.write(shown, MARGIN, y, { color: theme.text });
  if (chance) box(on, place(chance.from), place(chance.to), y, BAR + 4, theme.grid);
  box(on, place(from), place(to), y, BAR, ink(theme, color, isFaint ? 0.45 : 1));
  if (base !== undefined) box(on, place(base) - 1, place(base) + 1, y, BAR + 4, theme.text);
  on.write(value, WIDTH - MARGIN, y, { color: theme.text, align: 'right' });
}

function box(on: SheetPen, from: number, to: number, y: number, height: number, fill: string) {
  on.pen.fillStyle = fill;
  const [left, top] = [from * on.ratio, (y - height / 2) * on.ratio];
  on.pen.fillRect(left, top, (to - from) * on.ratio, height * on.ratio);
}
