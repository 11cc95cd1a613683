import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { SCREEN } from './workbench-steps.ts';

/** Drops files onto the page, or onto the element `onto`. */
export async function dropFiles(
  page: Page,
  files: readonly File[],
  onto = '#content',
): Promise<void> {
  const encoded = await Promise.all(
    files.map(async (file) => [
      file.name,
      Buffer.from(await file.arrayBuffer()).toString('base64'),
    ]),
  );
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const [name = '', base64 = ''] of all) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, encoded);
  // The drop target is loaded just after the first frame; a person's mouse needs longer.
  const invitation = page.getByText('Drop a session file to open it, or data to import');
  const over = async () => {
    await page.locator(onto).dispatchEvent('dragover', { dataTransfer: transfer });
    return invitation.count();
  };
  await expect.poll(over, SCREEN).toBe(1);
  await page.locator(onto).dispatchEvent('drop', { dataTransfer: transfer });
}

export const dropFile = (page: Page, name: string, text: string) =>
  dropFiles(page, [new File([text], name)]);
