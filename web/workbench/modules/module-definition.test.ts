import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { contentFrom } from '../testing/contents.ts';
import { readSettings } from './module-definition.ts';

const content = contentFrom('empty');
const definition = {
  name: 'Gauge',
  settings: z.strictObject({ vector: z.string() }),
  defaults: () => ({ vector: 'FOPR' }),
};

function stored(settings: Record<string, unknown>) {
  const module = { id: 'm', type: 'gauge', settings, layout: { x: 0, y: 0, w: 1, h: 1 } };
  return readSettings(definition, module, content);
}

describe('stored settings of a module', () => {
  it('are used as they are when its schema accepts them', () => {
    expect(stored({ vector: 'FWPR' })).toEqual({ settings: { vector: 'FWPR' } });
  });

  it('never reach a component when its schema refuses them: it gets the defaults and says so', () => {
    const { settings, problem } = stored({ vector: { html: '<script>' } });
    expect(settings).toEqual({ vector: 'FOPR' });
    expect(problem).toContain('settings of this gauge are not valid');
  });
});
