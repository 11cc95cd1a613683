import type { Pen } from '../../charts/picture.ts';

/** A pen that writes SVG. Implements only the part of a canvas context that charts use. */
export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000';
  strokeStyle: Pen['strokeStyle'] = '#000';
  lineWidth = 1;
  lineJoin: CanvasLineJoin = 'miter';
  font = '12px sans-serif';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly #parts: string[] = [];
  readonly #measure: (text: string, font: string) => TextMetrics;
  #path: string[] = [];
  #dash = '';

  constructor(measure: (text: string, font: string) => TextMetrics) {
    this.#measure = measure;
  }

  /** The SVG elements drawn so far. */
  get elements(): string {
    return this.#parts.join('\n');
  }

  /** Appends an element unchanged. */
  raw(element: string): void {
    this.#parts.push(element);
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${short(x)} ${short(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`L${short(x)} ${short(y)}`);
  }

  closePath(): void {
    this.#path.push('Z');
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path.push(`M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`);
  }

  /** Draws a full circle; charts need no other arcs. */
  arc(x: number, y: number, radius: number): void {
    const r = short(radius);
    const half = `A${r} ${r} 0 1 0`;
    this.#path.push(
      `M${short(x - radius)} ${short(y)}${half} ${short(x + radius)} ${short(y)}${half} ${short(x - radius)} ${short(y)}`,
    );
  }

  setLineDash(lengths: Iterable<number>): void {
    this.#dash = [...lengths].join(' ');
  }

  stroke(): void {
    if (this.#path.length === 0) return;
    const dash = this.#dash && ` stroke-dasharray="${this.#dash}"`;
    this.#parts.push(
      `<path d="${this.#path.join('')}" fill="none" ${paint('stroke', this.strokeStyle)} stroke-width="${short(this.lineWidth)}" stroke-linejoin="${this.lineJoin}"${dash}/>`,
    );
  }

  fill(): void {
    if (this.#path.length === 0) return;
    this.#parts.push(`<path d="${this.#path.join('')}" ${paint('fill', this.fillStyle)}/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#parts.push(`<rect ${box(x, y, width, height)} ${paint('fill', this.fillStyle)}/>`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#parts.push(
      `<rect ${box(x, y, width, height)} fill="none" ${paint('stroke', this.strokeStyle)} stroke-width="${short(this.lineWidth)}"/>`,
    );
  }

  fillText(text: string, x: number, y: number): void {
    const anchor = { right: 'end', end: 'end', center: 'middle', left: 'start', start: 'start' };
    const rise = {
      top: 0.8,
      middle: 0.35,
      bottom: -0.2,
      alphabetic: 0,
      hanging: 0.8,
      ideographic: 0,
    };
    const [, size = '12', family = 'sans-serif'] = /([\d.]+)px (.*)/.exec(this.font) ?? [];
    const weight = /^(?:bold|600)/.test(this.font) ? ' font-weight="600"' : '';
    const baseline = y + rise[this.textBaseline] * Number(size);
    this.#parts.push(
      `<text x="${short(x)}" y="${short(baseline)}" font-family="${escaped(family)}" font-size="${size}"${weight} text-anchor="${anchor[this.textAlign]}" ${paint('fill', this.fillStyle)}>${escaped(text)}</text>`,
    );
  }

  measureText(text: string): TextMetrics {
    return this.#measure(text, this.font);
  }
}

/** Not all SVG programs support colours with alpha, but all support opacity attributes. */
function paint(what: 'fill' | 'stroke', style: Pen['fillStyle']): string {
  const color = String(style);
  const [r, g, b, alpha] = color.startsWith('rgb') ? (color.match(/[\d.]+/g) ?? []) : [];
  if (b === undefined) {
    const hex = /^(#[0-9a-f]{6})([0-9a-f]{2})$/i.exec(color);
    return hex
      ? `${what}="${hex[1]}" ${what}-opacity="${short(Number.parseInt(hex[2] ?? 'ff', 16) / 255)}"`
      : `${what}="${escaped(color)}"`;
  }
  const opacity = alpha === undefined || alpha === '1' ? '' : ` ${what}-opacity="${alpha}"`;
  return `${what}="rgb(${r},${g},${b})"${opacity}`;
}

function box(x: number, y: number, width: number, height: number): string {
  return `x="${short(x)}" y="${short(y)}" width="${short(Math.max(0, width))}" height="${short(Math.max(0, height))}"`;
}

/** Rounds to hundredths of a pixel. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Escapes text for XML. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
