import { drawSheet, type Sheet, sheetSize } from './sheet.ts';
import { escaped, SvgPen } from './svg-pen.ts';

/** Pixels of a PNG for one of CSS: sharp on paper and on any screen. */
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

/** The sheet as PNG. Rejects where the browser makes none. */
export function toPng(sheet: Sheet): Promise<Blob> {
  const { width, height } = sheetSize(sheet);
  const canvas = document.createElement('canvas');
  canvas.width = width * PNG_RATIO;
  canvas.height = height * PNG_RATIO;
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.reject(new Error('the browser has no canvas'));
  drawSheet(sheet, pen, PNG_RATIO, ({ left, top, width: w, height: h }, draw) => {
    pen.save();
    pen.beginPath();
    pen.rect(left, top, w, h);
    pen.clip();
    draw();
    pen.restore();
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture was made'))));
  });
}
