import { describe, expect, it } from 'vitest';
import { ConfigurationError, parseSettings } from './configuration.ts';

const least = {
  COSMOS_ENDPOINT: 'https://account.documents.azure.com',
  COSMOS_DATABASE: 'persistence',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
};
const parse = (more: Readonly<Record<string, string>> = {}) => parseSettings({ ...least, ...more });

function mistakesOf(settings: Readonly<Record<string, string | undefined>>): string {
  try {
    parseSettings(settings);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as Error).name).toBe('ConfigurationError');
    return (error as Error).message;
  }
  return '';
}

describe('App settings', () => {
  it('have defaults, except for the addresses of database and storage', () => {
    expect(parse()).toEqual({
      ...least,
      ID_LENGTH: 8,
      BODY_ROOM_BYTES: 25_165_824,
      REQUESTS_PER_MINUTE: 6_000,
      UPLOAD_MIB_PER_HOUR: 10_240,
      MAX_SESSIONS_PER_USER: 0,
      MAX_SNAPSHOTS_PER_USER: 0,
      ALLOWED_ORIGINS: [],
      SHOW_EMAIL_ADDRESSES: false,
      HISTORY_DAYS: 90,
      TRASH_DAYS: 30,
    });
  });

  it('count as absent if they are empty', () => {
    expect(
      parse({ PRINCIPAL_SOURCE: '', ID_LENGTH: '', ALLOWED_ORIGINS: '', AUDIT_KEY: '' }),
    ).toEqual(parse());
  });

  it('may give URLs of the storage, for managed identity, instead of a connection string', () => {
    const { AzureWebJobsStorage: _, ...others } = least;
    const address = {
      AzureWebJobsStorage__queueServiceUri: 'https://s.queue.core.windows.net',
      ASSETS_ENDPOINT: 'https://s.blob.core.windows.net',
    };
    expect(parseSettings({ ...others, ...address })).toMatchObject(address);
    expect(mistakesOf(others)).toContain(
      'AzureWebJobsStorage or AzureWebJobsStorage__queueServiceUri: is not set',
    );
    expect(mistakesOf({ ...others, ...address, ASSETS_ENDPOINT: undefined })).toBe(
      'Wrong app settings. AzureWebJobsStorage or ASSETS_ENDPOINT: is not set',
    );
  });

  it.each([
    ['ID_LENGTH', ['8', '21'], ['7', '22', '8.5', 'x']],
    ['BODY_ROOM_BYTES', ['20971520', '999999999'], ['20971519', 'x']],
    ['REQUESTS_PER_MINUTE', ['0', '1'], ['-1', '1.5']],
    ['UPLOAD_MIB_PER_HOUR', ['0', '4'], ['-4', '1', '3', '4.5']],
    ['HISTORY_DAYS', ['0', '3650'], ['-1', '3651']],
    ['TRASH_DAYS', ['1', '3650'], ['0', '3651']],
    ['PRINCIPAL_SOURCE', ['static-web-apps', 'app-service'], ['anybody']],
    ['SHOW_EMAIL_ADDRESSES', ['true', 'false'], ['yes']],
    ['AUDIT_KEY', ['k'.repeat(32)], ['k'.repeat(31)]],
    ['COSMOS_ENDPOINT', ['http://localhost:1'], ['localhost']],
  ])('%s accepts %j and refuses %j, naming the setting', (name, good, bad) => {
    for (const value of good) expect(() => parse({ [name]: value })).not.toThrow();
    for (const value of bad) {
      expect(mistakesOf({ ...least, [name]: value })).toMatch(
        new RegExp(`^Wrong app settings. ${name}: (?!is not set)`),
      );
    }
  });

  it('are parsed into lists and booleans', () => {
    expect(
      parse({
        ALLOWED_ORIGINS: 'https://a.example, https://b.example',
        SHOW_EMAIL_ADDRESSES: 'true',
      }),
    ).toMatchObject({
      ALLOWED_ORIGINS: ['https://a.example', 'https://b.example'],
      SHOW_EMAIL_ADDRESSES: true,
    });
    expect(parse({ SHOW_EMAIL_ADDRESSES: 'false' }).SHOW_EMAIL_ADDRESSES).toBe(false);
  });

  it('that are absent or invalid are all named in one error', () => {
    const mistakes = mistakesOf({ ID_LENGTH: '3' });
    expect(mistakes).toMatch(
      /COSMOS_ENDPOINT: is not set; .*COSMOS_DATABASE: is not set; .*ID_LENGTH: /,
    );
    expect(mistakes).toContain('AzureWebJobsStorage or');
  });
});
