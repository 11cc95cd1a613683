import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { moduleName } from '../../workbench/content/labels.ts';
import { moduleTitle } from '../../workbench/content/module-title.ts';
import { templates } from '../../workbench/content/templates.ts';
import { contentFrom } from '../../workbench/testing/contents.ts';
import { catalogue as modules } from './registry.ts';

const content = contentFrom('field-overview');

describe.each(modules)('the module $type', ({ type, name, settings, defaults }) => {
  it('accepts its own defaults', () => {
    expect(z.safeParse(settings, defaults(content)).success).toBe(true);
  });

  it('names what it shows when it is added to a session with data', () => {
    const first = { vector: 'FOPR', parameter: 'PORO' };
    const added = defaults(content, first) as Record<string, unknown>;
    expect(z.safeParse(settings, added).success).toBe(true);
    const title = moduleTitle({ type, settings: added });
    if (type !== 'note') expect(title).toMatch(/FOP[RT]/);
  });

  it('rejects settings that are not its own', () => {
    expect(z.safeParse(settings, { ...defaults(content), extra: 1 }).success).toBe(false);
    expect(z.safeParse(settings, {}).success).toBe(false);
  });

  it('has the same name in a list of differences', () => {
    expect(moduleName(type)).toBe(name);
  });
});

it.each(templates)('the template $name has only known modules, with valid settings', ({ name }) => {
  const used = contentFrom(name).dashboards.flatMap((dashboard) => dashboard.modules);
  const refused = used.filter((module) => {
    const known = modules.find(({ type }) => type === module.type);
    return !known || !z.safeParse(known.settings, module.settings).success;
  });
  expect(refused).toEqual([]);
});
