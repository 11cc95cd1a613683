import type { ChartTheme } from '../../charts/chart-theme.ts';
import { ink } from '../../charts/chart-theme.ts';
import type { Area, Pen } from '../../charts/picture.ts';
import { escaped, SvgPen } from './svg-pen.ts';

/** Texts around an exported picture. */
export interface Caption {
  readonly title: string;
  readonly legend: readonly LegendEntry[];
  /** Notes that explain lines and colours, and where realizations are missing. */
  readonly notes?: readonly string[];
  /** The source: session title and day. */
  readonly source: string;
}

export interface LegendEntry {
  readonly name: string;
  /** The colour as stored in the content. */
  readonly color: string;
  /** The dash pattern of its lines; absent or empty: a square instead of a line. */
  readonly dash?: readonly number[];
}

/** The picture itself, with its size in CSS pixels. */
export interface SheetBody {
  readonly width: number;
  readonly height: number;
  draw(on: SheetPen): void;
}

/** What a body is drawn with. */
export interface SheetPen {
  readonly pen: Pen;
  readonly theme: ChartTheme;
  /** Pen pixels per CSS pixel. */
  readonly ratio: number;
  /** Top of the body, in CSS pixels. */
  readonly top: number;
  /** Writes a line of text, vertically centred at `y`. Position and size are in CSS pixels. */
  write(text: string, x: number, y: number, look?: TextLook): void;
  /** Draws clipped to an area, which is in pen pixels. */
  readonly clipped: Clipped;
}

export interface TextLook {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: CanvasTextAlign;
}

export type Clipped = (area: Area, draw: () => void) => void;

export interface Sheet {
  readonly body: SheetBody;
  readonly theme: ChartTheme;
  readonly caption: Caption;
}

const HEAD_PX = 52;
const LINE_PX = 18;
const MARGIN_PX = 12;

/** Size of the sheet in CSS pixels. */
function sheetSize(sheet: Sheet): { width: number; height: number } {
  const { width, height } = sheet.body;
  const lines = legendLines(sheet) + notesOf(sheet).length + 1;
  return { width, height: HEAD_PX + height + lines * LINE_PX + MARGIN_PX };
}

const ENTRY_PX = 220;
const NAME_LENGTH = 30;
/** Length of a dashed line in the legend. */
const DASH_PX = 24;
const perLine = (width: number) => Math.max(1, Math.floor(width / ENTRY_PX));
const legendLines = ({ body, caption }: Sheet) =>
  Math.ceil(caption.legend.length / perLine(body.width));

/** Approximate width of a character of the notes. */
const LETTER_PX = 6.3;
const notesOf = ({ body, caption }: Sheet) =>
  (caption.notes ?? []).flatMap((note) => wrapped(note, body.width / LETTER_PX));

/** Wraps a text into lines with a maximum number of characters. */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/** Draws title, picture, legend and source. */
function drawSheet(sheet: Sheet, pen: Pen, ratio: number, clipped: Clipped): void {
  const { body, theme, caption } = sheet;
  const { width, height } = sheetSize(sheet);
  const family = theme.font.replace(/^\S+ /, '');
  const write: SheetPen['write'] = (text, x, y, look = {}) => {
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
  body.draw({ pen, theme, ratio, top: HEAD_PX, write, clipped });
  const columns = perLine(width);
  caption.legend.forEach(({ name, color, dash = [] }, i) => {
    const x = MARGIN_PX + (i % columns) * ENTRY_PX;
    const y = HEAD_PX + body.height + LINE_PX * (Math.floor(i / columns) + 0.5);
    if (dash.length > 0) drawDash(pen, { x, y, dash, color: ink(theme, color), ratio });
    else {
      pen.fillStyle = ink(theme, color);
      pen.fillRect(x * ratio, (y - 5) * ratio, 10 * ratio, 10 * ratio);
    }
    const text = name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}\u2026` : name;
    write(text, x + (dash.length > 0 ? DASH_PX + 6 : 16), y, { color: theme.text });
  });
  notesOf(sheet).forEach((note, i) => {
    const y = HEAD_PX + body.height + LINE_PX * (legendLines(sheet) + i + 0.5);
    write(note, MARGIN_PX, y, { size: 11 });
  });
  write(caption.source, MARGIN_PX, height - LINE_PX / 2 - MARGIN_PX / 2, { size: 11 });
}

interface Dash {
  readonly x: number;
  readonly y: number;
  readonly dash: readonly number[];
  readonly color: string;
  readonly ratio: number;
}

function drawDash(pen: Pen, { x, y, dash, color, ratio }: Dash): void {
  pen.strokeStyle = color;
  pen.lineWidth = 3 * ratio;
  pen.setLineDash(dash.map((length) => length * ratio));
  pen.beginPath();
  pen.moveTo(x * ratio, y * ratio);
  pen.lineTo((x + DASH_PX) * ratio, y * ratio);
  pen.stroke();
  pen.setLineDash([]);
}

/** PNG pixels per CSS pixel: sharp on paper and on any screen. */
const PNG_RATIO = 2;

/** The sheet as SVG. */
export function toSvg(sheet: Sheet): string {
  const { width, height } = sheetSize(sheet);
  const context = document.createElement('canvas').getContext('2d');
  const pen = new SvgPen((text, font) => {
    if (!context) return { width: text.length * 7 } as TextMetrics;
    context.font = font;
    return context.measureText(text);
  });
  drawSheet(sheet, pen, 1, (area, draw) => {
    const { left, top, width: w, height: h } = area;
    pen.raw(
      `<clipPath id="area"><rect x="${left}" y="${top}" width="${w}" height="${h}"/></clipPath><g clip-path="url(#area)">`,
    );
    draw();
    pen.raw('</g>');
  });
  const { title } = sheet.caption;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n<title>${escaped(title)}</title>\n${pen.elements}\n</svg>\n`;
}

/** The sheet as PNG. Rejects if the browser cannot create one. */
export async function toPng(sheet: Sheet): Promise<Blob> {
  const { width, height } = sheetSize(sheet);
  const canvas = new OffscreenCanvas(width * PNG_RATIO, height * PNG_RATIO);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('the browser has no canvas');
  drawSheet(sheet, pen, PNG_RATIO, ({ left, top, width: w, height: h }, draw) => {
    pen.save();
    pen.beginPath();
    pen.rect(left, top, w, h);
    pen.clip();
    draw();
    pen.restore();
  });
  // Chromium encodes while it is idle. Without a next frame it waits for a second before it takes itself for idle.
  requestAnimationFrame(() => undefined);
  return canvas.convertToBlob();
}
