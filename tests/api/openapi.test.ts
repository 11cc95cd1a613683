import { createConfig, lintFromString } from '@redocly/openapi-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Operation, type OperationName, operations } from '../../contract/operations.ts';
import { operationIdOf } from '../../functions/http/openapi-names.ts';
import { version } from '../../tools/build/version.ts';
import { apiClient } from './api-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: any OpenAPI document
let document: any;

beforeAll(async () => {
  const answer = await apiClient(inject('stack').functionsUrl, undefined)('openapi');
  expect(answer.headers.get('content-type')).toBe('application/json');
  document = answer.body;
});

function described(name: OperationName) {
  const { path, method } = operations[name];
  return document.paths[`/${path}`][method.toLowerCase()];
}

const names = Object.keys(operations) as OperationName[];

describe('The OpenAPI document', () => {
  it('is valid OpenAPI 3.1 according to a public validator', async () => {
    expect(document.openapi).toBe('3.1.0');
    const config = await createConfig({
      extends: ['recommended'],
      // The OpenAPI document itself is public.
      // `sessions/metadata/{id}` and `sessions/{session_id}/versions` do not clash: `metadata` is never an id.
      rules: { 'operation-4xx-response': 'off', 'no-ambiguous-paths': 'off' },
    });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('describes every operation of the table and no other', () => {
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path as object).map(({ operationId }) => operationId),
    );
    expect(ids.sort()).toEqual(names.map(operationIdOf).sort());
  });

  it.each(names)('%s: has its parameters, its response and its errors', (name) => {
    const operation: Operation = operations[name];
    const { parameters, responses, requestBody } = described(name);
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect(parameters.map((parameter: { name: string }) => parameter.name)).toEqual(
      expect.arrayContaining([...inPath, ...(operation.headers ?? [])]),
    );
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining([operation.status, ...operation.errors].map(String)),
    );
    expect(requestBody === undefined).toBe(!operation.body && !operation.takes);
    if (operation.also) expect(responses[operation.also].description).toMatch(/\w/);
  });

  it.each(names)('%s: has examples that its own schemas accept', (name) => {
    const operation: Operation = operations[name];
    const { responses, requestBody } = described(name);
    const answer = responses[operation.status].content?.['application/json'];
    if (operation.answer && name !== 'openapi') {
      expect(operation.answer.safeParse(answer.example).error).toBeUndefined();
    }
    if (operation.body) {
      const { example } = requestBody.content['application/json'];
      expect(operation.body.safeParse(example).error).toBeUndefined();
    }
  });

  it('lists the sort orders', () => {
    expect(document.components.schemas.SessionSortBy.enum).toEqual([
      'metadata.title',
      'metadata.created_at',
      'metadata.updated_at',
      'metadata.version',
    ]);
  });

  it('has the version of the project', () => {
    expect(document.info.version).toBe(version);
  });
});
