/** Checks that need the Bicep compiler. Skipped without one; CI installs it. */
import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findBicep, runBicep } from './testing/bicep-cli.ts';
import { readJson } from './testing/read-json.ts';

const FOLDER = import.meta.dirname;
const TIMEOUT_MS = 120_000;
const bicep = findBicep() ?? '';

interface Diagnostic {
  readonly level: 'error' | 'warning' | 'note';
  readonly ruleId: string;
  readonly message: { readonly text: string };
}

/** The compiler's warnings and errors for a file and its modules. */
function lint(file: string): string[] {
  const sarif = runBicep(bicep, ['lint', join(FOLDER, file), '--diagnostics-format', 'sarif']);
  const { runs } = JSON.parse(sarif) as { runs: { results: Diagnostic[] }[] };
  return runs
    .flatMap(({ results }) => results)
    .filter(({ level }) => level !== 'note') // old API versions, which depend on the date
    .map(({ ruleId, message }) => `${ruleId}: ${message.text}`);
}

/** The resources that a deployment with these parameters would create. */
function resourcesOf(file: string, env: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bicep-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(FOLDER, folder, { recursive: true }); // the compiler writes the snapshot beside the file
  const subscription = ['--subscription-id', '00000000-0000-0000-0000-000000000001'];
  runBicep(bicep, ['snapshot', join(folder, file), '--mode', 'overwrite', ...subscription], env);
  return readJson<{ predictedResources: { type: string; name: string }[] }>(
    join(folder, file.replace('.bicepparam', '.snapshot.json')),
  ).predictedResources;
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const NAME_RULES: Readonly<Record<string, RegExp>> = {
  'Microsoft.DocumentDB/databaseAccounts': /^[a-z0-9][a-z0-9-]{1,42}[a-z0-9]$/,
  'Microsoft.Insights/components': /^.{1,260}$/,
  'Microsoft.ManagedIdentity/userAssignedIdentities': /^[a-z0-9][\w-]{2,127}$/i,
  'Microsoft.OperationalInsights/workspaces': /^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/i,
  'Microsoft.Resources/resourceGroups': /^[\w.()-]{0,89}[\w()-]$/,
  'Microsoft.Storage/storageAccounts': /^[a-z0-9]{3,24}$/,
  'Microsoft.Web/serverfarms': /^[a-z0-9-]{1,60}$/i,
  'Microsoft.Web/sites': /^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/i,
  'Microsoft.Web/staticSites': /^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/i,
};

describe.skipIf(!bicep)('The Bicep compiler', () => {
  it.each(['main.bicep', ...globSync('*.bicepparam', { cwd: FOLDER })])(
    'reports nothing for %s',
    (file) => {
      expect(lint(file)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'gives every resource a valid name, also in an environment with a long name in capitals',
    () => {
      const resources = resourcesOf('main.prod.bicepparam', { AZURE_ENV_NAME: 'A'.repeat(40) });
      const ruled = resources.filter(({ type }) => type in NAME_RULES);
      expect(new Set(ruled.map(({ type }) => type))).toEqual(new Set(Object.keys(NAME_RULES)));
      expect(ruled.filter(({ type, name }) => !NAME_RULES[type]?.test(name))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
