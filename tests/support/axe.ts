import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../local/root.ts';

interface Found {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

let source: string | undefined;

/**
 * The violations that axe finds on the present page, one line each.
 * @param rules runs only these; all by default.
 */
export async function axeFindings(page: Page, rules?: string[]): Promise<string[]> {
  source ??= readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const found = await page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: Found[] }> };
    };
    const options = {
      resultTypes: ['violations'],
      ...(only && { runOnly: { type: 'rule', values: only } }),
    };
    return (await axe.run(document, options)).violations;
  }, rules);
  return found.map(
    ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target).join(' and ')}`,
  );
}
