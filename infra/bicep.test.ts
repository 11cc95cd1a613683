import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBicep } from './testing/bicep-file.ts';
import { readJson } from './testing/read-json.ts';

const FOLDER = import.meta.dirname;
const paths = globSync(['*.bicep', 'app/*.bicep'], { cwd: FOLDER }).map((path) =>
  join(FOLDER, path),
);
const parameterFiles = globSync('*.bicepparam', { cwd: FOLDER });
const main = readBicep(join(FOLDER, 'main.bicep'));

describe.each(paths.map((path) => [basename(path), path] as const))('%s', (_, path) => {
  const file = readBicep(path);

  it('parses', () => {
    expect(file.problems).toEqual([]);
  });

  it('uses only declared names', () => {
    expect(file.unknownNames).toEqual([]);
  });

  it('refers only to modules and JSON files that exist', () => {
    const named = [...file.modules.map((module) => module.path), ...file.jsonPaths];
    expect(named.filter((name) => !existsSync(join(dirname(path), name)))).toEqual([]);
  });

  it('uses every parameter it declares', () => {
    const unused = file.params.filter(
      ({ name }) => (file.text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length < 2,
    );
    expect(unused).toEqual([]);
  });
});

describe('main.bicep', () => {
  it('contains only modules and the resource group', () => {
    expect(main.resources.map(({ type }) => type.split('@')[0])).toEqual([
      'Microsoft.Resources/resourceGroups',
    ]);
  });

  it.each(main.modules)('gives $path every parameter it needs and no other', (module) => {
    const { params } = readBicep(join(FOLDER, module.path));
    expect(module.given).toEqual(expect.arrayContaining(requiredOf(params)));
    expect(params.map(({ name }) => name)).toEqual(expect.arrayContaining([...module.given]));
  });

  it('uses only existing outputs of modules', () => {
    const asked = [...main.text.matchAll(/\b(\w+)!?\.outputs\.(\w+)/g)];
    const unknown = asked.filter(([, name, output = '']) => {
      const module = main.modules.find((candidate) => candidate.name === name);
      return !module || !readBicep(join(FOLDER, module.path)).outputs.includes(output);
    });
    expect(asked.length).toBeGreaterThan(0);
    expect(unknown.map(([text]) => text)).toEqual([]);
  });

  it('sets the app settings only after the link or the sign-in that protects them', () => {
    const settings = /module settings [\s\S]*?\n}/.exec(main.text)?.[0];
    expect(settings).toContain('dependsOn: [api, site, signIn]');
  });

  it.each(parameterFiles)('has a value for each parameter without a default in %s', (path) => {
    const file = readBicep(join(FOLDER, path));
    expect(file.problems).toEqual([]);
    const given = file.params.map(({ name }) => name);
    expect(given).toEqual(expect.arrayContaining(requiredOf(main.params)));
    expect(main.params.map(({ name }) => name)).toEqual(expect.arrayContaining(given));
  });

  it('has a value for each parameter without a default in the file that azd reads', () => {
    const given = Object.keys(
      readJson<{ parameters: object }>('infra/main.parameters.json').parameters,
    );
    expect(given).toEqual(expect.arrayContaining(requiredOf(main.params)));
    expect(main.params.map(({ name }) => name)).toEqual(expect.arrayContaining(given));
  });
});

describe('The deployment workflow', () => {
  it('passes on every variable that the parameters are read from', () => {
    const read = (path: string) => readFileSync(join(FOLDER, path), 'utf8');
    const variables = [...read('main.parameters.json').matchAll(/\$\{(\w+)/g)].map(
      ([, name]) => name,
    );
    const workflow = read('../.github/workflows/deploy.yml');
    expect(
      variables.filter((name) => !workflow.includes(`      ${name}: \${{ vars.${name}`)),
    ).toEqual([]);
  });
});

function requiredOf(params: readonly { name: string; required: boolean }[]): string[] {
  return params.filter(({ required }) => required).map(({ name }) => name);
}
