import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REQUEST_SENT_MAX_BYTES } from '../contract/limits.ts';
import { ASSETS_CONTAINER } from '../functions/assets/container.ts';
import { parseSettings, Settings } from '../functions/http/configuration.ts';
import { SNAPSHOT_DELETED_QUEUE } from '../functions/queue/snapshot-deleted.ts';
import { readBicep } from './testing/bicep-file.ts';
import { readJson } from './testing/read-json.ts';

const ROOT = join(import.meta.dirname, '..');

/** Settings that the functions host itself reads. */
const OF_THE_HOST = [
  /^APPLICATIONINSIGHTS_/,
  /^AzureWebJobsStorage/,
  /^FUNCTIONS_WORKER_RUNTIME$/,
  /^FUNCTIONS_REQUEST_BODY_SIZE_LIMIT$/,
];
/** Keys, for which Azure uses an identity. */
const LOCAL_ONLY = ['COSMOS_KEY', 'AzureWebJobsStorage', 'FUNCTIONS_WORKER_RUNTIME'];
/** The identity, for which a developer's machine uses keys. */
const AZURE_ONLY =
  /^(AZURE_CLIENT_ID|ASSETS_ENDPOINT|APPLICATIONINSIGHTS_.*|AzureWebJobsStorage__.*)$/;

const read = Object.keys(Settings.shape);
const { Values: inSample } = readJson<{ Values: Readonly<Record<string, string>> }>(
  'local.settings.sample.json',
);
const { database } = readJson<{ database: string }>('infra/cosmos-containers.json');
const settings = readBicep(join(import.meta.dirname, 'app/settings.bicep'));
const inAzure = settings.resources.find(({ type }) => type.startsWith('Microsoft.Web/sites/config'))
  ?.properties as Readonly<Record<string, string>>;

describe('The app settings', () => {
  it('that the code reads are set in Azure, except those for the emulators', () => {
    expect(Object.keys(inAzure)).toEqual(expect.arrayContaining(without(read, LOCAL_ONLY)));
  });

  it('that the code reads are in the local sample, except those for the managed identity', () => {
    const expected = read.filter((name) => !AZURE_ONLY.test(name));
    expect(Object.keys(inSample)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ['in Azure', Object.keys(inAzure)],
    ['in the local sample', Object.keys(inSample)],
  ])('%s are all read, by the code or the functions host', (_, names) => {
    const unread = without(names, read).filter(
      (name) => !OF_THE_HOST.some((known) => known.test(name)),
    );
    expect(unread).toEqual([]);
  });

  it('in Azure contain no key and no connection string with one', () => {
    expect(without(LOCAL_ONLY, Object.keys(inAzure))).toEqual(LOCAL_ONLY);
  });

  it('in the local sample are accepted by the code', () => {
    expect(parseSettings(inSample)).toMatchObject({ COSMOS_DATABASE: database });
  });

  it('have the same largest request body as the contract', () => {
    expect(inSample.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT).toBe(String(REQUEST_SENT_MAX_BYTES));
    expect(settings.text).toContain(`param requestSentMaxBytes int = ${REQUEST_SENT_MAX_BYTES}`);
  });

  it('need no queue name: Bicep creates the queue that the code uses', () => {
    const { text } = readBicep(join(import.meta.dirname, 'app/storage.bicep'));
    expect(text).toContain(`var queueName = '${SNAPSHOT_DELETED_QUEUE}'`);
  });

  it('need no asset container name: Bicep creates the container that the code uses', () => {
    const { text } = readBicep(join(import.meta.dirname, 'app/assets.bicep'));
    expect(text).toContain(`var containerName = '${ASSETS_CONTAINER}'`);
  });

  it('are read in only one file', () => {
    const readers = globSync('functions/**/*.ts', { cwd: ROOT })
      .filter((path) => !path.endsWith('.test.ts'))
      .filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('process.env'));
    expect(readers).toEqual([join('functions', 'http', 'configuration.ts')]);
  });
});

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}
