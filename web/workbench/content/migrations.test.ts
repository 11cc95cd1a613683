import { describe, expect, it } from 'vitest';
import { contentFrom } from '../testing/contents.ts';
import { type Migration, MigrationError, migrate, migrations } from './migrations.ts';
import { readContent } from './read.ts';
import { CONTENT_SCHEMA_VERSION } from './version.ts';

describe('migrations', () => {
  it('have a step for every version before the current one', () => {
    expect(migrations).toHaveLength(CONTENT_SCHEMA_VERSION);
  });

  it('leave a current content as the same object', () => {
    const content = contentFrom('empty');
    expect(migrate(content)).toBe(content);
  });

  it('fill in what a content without a version leaves out', () => {
    const { dashboards, ensembleSet } = contentFrom('field-overview');
    const result = readContent({ dashboards, ensembleSet, settings: { theme: 'dark' } });
    expect(result).toMatchObject({
      ok: true,
      content: {
        schemaVersion: CONTENT_SCHEMA_VERSION,
        settings: { percentiles: [10, 50, 90], ensembleColors: {} },
        realizationFilterSet: { filters: {} },
      },
    });
  });

  it('drop the theme that a content of version 2 has, and nothing else', () => {
    const content = contentFrom('field-overview');
    const old = { ...content, schemaVersion: 2, settings: { ...content.settings, theme: 'dark' } };
    expect(readContent(old)).toEqual({ ok: true, content });
  });

  it('run one after the other from the version the content has', () => {
    const step =
      (name: string): Migration =>
      (content) => ({
        ...content,
        ran: [...((content.ran as string[]) ?? []), name],
      });
    const steps = [step('0 to 1'), step('1 to 2'), step('2 to 3')];
    expect(migrate({ schemaVersion: 1 }, steps)).toMatchObject({ ran: ['1 to 2', '2 to 3'] });
    expect(migrate({}, steps)).toMatchObject({ ran: ['0 to 1', '1 to 2', '2 to 3'] });
  });

  it('do not change what they are given', () => {
    const old = Object.freeze({ dashboards: Object.freeze([]), settings: Object.freeze({}) });
    expect(() => migrate(old)).not.toThrow();
    expect(old.settings).toEqual({});
  });

  it.each([-1, 1.5, '1', null, {}])(
    'refuse the version %j unless it is absent',
    (schemaVersion) => {
      if (schemaVersion === null) return expect(() => migrate({ schemaVersion })).not.toThrow();
      expect(() => migrate({ schemaVersion })).toThrow(MigrationError);
    },
  );
});
