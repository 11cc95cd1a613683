import * as z from 'zod/mini';
import { AssetHashes, MissingAssets } from './assets.ts';
import * as field from './fields.ts';
import type { Operation } from './operation.ts';
import { sessionOperations } from './session-operations.ts';
import { snapshotOperations } from './snapshot-operations.ts';

export type { Operation } from './operation.ts';

/**
 * Every operation of the API. Methods and paths are defined only here and in the two tables included, query parameters in
 * `queries.ts`: endpoints are registered from them, and the OpenAPI document and the browser's client are derived from
 * them.
 */
export const operations = {
  ...sessionOperations,
  ...snapshotOperations,
  'find-missing-assets': {
    method: 'POST',
    path: 'persistence/assets/missing',
    access: 'signed-in',
    body: AssetHashes,
    status: 200,
    answer: MissingAssets,
    errors: [411, 413, 415],
  },
  'put-asset': {
    method: 'PUT',
    path: 'persistence/assets/{hash}',
    access: 'signed-in',
    params: z.object({ hash: field.sha256 }),
    takes: 'bytes',
    status: 201,
    also: 200,
    errors: [411, 413, 415, 422],
  },
  'get-asset': {
    method: 'GET',
    path: 'persistence/assets/{hash}',
    access: 'signed-in',
    params: z.object({ hash: field.sha256 }),
    headers: ['Range'],
    status: 200,
    gives: 'bytes',
    also: 206,
    errors: [404, 416],
  },
  health: {
    method: 'GET',
    path: 'health',
    access: 'open',
    status: 200,
    answer: z.object({ status: z.literal('ok'), version: z.optional(z.string()) }),
    errors: [401, 503],
  },
  openapi: {
    method: 'GET',
    path: 'openapi.json',
    access: 'open',
    headers: ['If-None-Match'],
    status: 200,
    answer: z.record(z.string(), z.unknown()),
    errors: [304],
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
