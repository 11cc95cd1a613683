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

  it('fill in what is missing in a content without a version', () => {
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

  it('say what is wrong: not an object, not a whole number, or a future version', () => {
    for (const value of [null, 1, 'text', []])
      expect(refusal(value)).toEqual([
        'invalid',
        'MigrationError',
        'This is not a session content: it is not a JSON object.',
      ]);
    expect(refusal({ schemaVersion: '1' })).toEqual([
      'invalid',
      'MigrationError',
      'This is not a session content: schemaVersion is not a whole number.',
    ]);
    const next = CONTENT_SCHEMA_VERSION + 1;
    expect(refusal({ schemaVersion: next })).toEqual([
      'newer',
      'MigrationError',
      `This was written by a newer version of the application (content version ${next}, this one reads up to ${CONTENT_SCHEMA_VERSION}). Reload the page to get the newer version.`,
    ]);
  });

  it('fill in only what is missing, and replace what should be an object but is not', () => {
    const old = {
      dashboards: [],
      activeDashboardId: 'd',
      settings: { percentiles: [1] },
      userCreatedItems: [1],
      realizationFilterSet: null,
    };
    expect(migrate(old)).toEqual({
      dashboards: [],
      activeDashboardId: 'd',
      settings: { percentiles: [1], ensembleColors: {} },
      userCreatedItems: { annotations: [] },
      realizationFilterSet: { filters: {} },
      schemaVersion: CONTENT_SCHEMA_VERSION,
    });
    expect(migrate({}).activeDashboardId).toBe('');
  });

  it.each([-1, 1.5, '1', null, {}])(
    'refuse the version %j unless it is absent',
    (schemaVersion) => {
      if (schemaVersion === null) return expect(() => migrate({ schemaVersion })).not.toThrow();
      expect(() => migrate({ schemaVersion })).toThrow(MigrationError);
    },
  );
});

/** Reason, name and message of the error. */
function refusal(value: unknown): unknown {
  try {
    return migrate(value);
  } catch (error) {
    const { reason, name, message } = error as MigrationError;
    return [reason, name, message];
  }
}
