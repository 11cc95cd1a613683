import type { Page } from 'playwright-core';

/** Browsers round colours of shades in more than one way, which nobody sees. */
const ROUNDING = 3;

/** Whether two screenshots of the same size differ by more than rounding. */
export async function looksDifferent(page: Page, one: Buffer, other: Buffer): Promise<boolean> {
  const pictures = [one, other].map((picture) => picture.toString('base64'));
  const difference = await page.evaluate(async (encoded) => {
    const [a, b] = await Promise.all(
      encoded.map(async (text) => {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const { width, height } = image;
        const pen = new OffscreenCanvas(width, height).getContext('2d');
        pen?.drawImage(image, 0, 0);
        return pen?.getImageData(0, 0, width, height).data;
      }),
    );
    if (!a || a.length !== b?.length) return 255;
    return a.reduce((most, byte, at) => Math.max(most, Math.abs(byte - (b[at] ?? 0))), 0);
  }, pictures);
  return difference > ROUNDING;
}
