import * as z from 'zod/mini';
import { type Operation, type OperationName, operations } from '../../contract/operations.ts';
import { PROBLEM_CONTENT_TYPE } from '../../contract/problem.ts';
import { components, schemaOf } from './openapi-components.ts';
import { answerExamples, bodyExamples } from './openapi-examples.ts';

const errors: Readonly<Record<number, string>> = {
  304: 'It still is what If-None-Match says',
  400: 'Something in the request is not valid; `issues` says what and where',
  401: 'Nobody is signed in',
  403: 'A write from another site, or something only its owner may do',
  404: 'There is nothing with this id, or it is not yours',
  409: 'What the Idempotency-Key has made was deleted; it is not made again',
  411: 'A body without `Content-Length`',
  412: 'Changed since If-Match was read; `current` is how it stands',
  413: 'Larger than accepted; `size` says by how much',
  415: 'Not `application/json`, or compressed with something else than gzip',
  416: 'It has fewer bytes than Range asks for',
  422: 'Understood and refused: `title` says why',
  429: 'Too busy; Retry-After says when to try again',
  500: 'A fault of the service; quote the trace id',
  503: 'The database does not answer, and whether a write was done is not known; or (`busy`) too much came at once, and nothing was written',
};

const headers: Readonly<Record<string, string>> = {
  'If-Match': 'Write only if this still is the ETag.',
  'If-None-Match': 'Answer 304 while this still is the ETag.',
  'Idempotency-Key': '22 to 64 characters of your own choice; the same POST with it acts once.',
  Range: '`bytes=<first>-<last>`: only these bytes.',
  Prefer: '`return=minimal` leaves the content out of the answer.',
};

const tags = {
  sessions: 'Work of one person, seen by nobody else.',
  deleted_sessions: 'The trash: what was deleted and can still be restored.',
  deleted_snapshots: 'The trash of snapshots.',
  snapshots: 'Copies that never change and that everybody signed in can read.',
  assets: 'Immutable bytes that contents name by their SHA-256.',
  snapshot_access_logs: 'Which snapshots somebody has opened.',
  service: 'About the service itself; open to all.',
};

const BYTES = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

/** The API as OpenAPI 3.1, made from the operation table and the schemas of the contract. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const path = `/${operation.path}`;
    paths[path] = {
      ...paths[path],
      [operation.method.toLowerCase()]: describe(name as OperationName, operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast persistence API',
      version: '1.0.0',
      description: 'Sessions, snapshots of them, and who has opened which snapshot.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: components(),
      securitySchemes: {
        site: { type: 'apiKey', in: 'cookie', name: 'StaticWebAppsAuthCookie' },
        entra: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  };
}

function describe(name: OperationName, operation: Operation) {
  const { path, access, summary, body, takes, also = {} } = operation;
  return {
    operationId: name,
    summary,
    tags: [path.split('/')[1] ?? 'service'],
    security: access === 'open' ? [{}] : [{ site: [] }, { entra: [] }],
    parameters: parametersOf(operation),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(body), example: bodyExamples[name] } },
      },
    }),
    ...(takes && { requestBody: { required: true, content: BYTES } }),
    responses: {
      [operation.status]: answerOf(name, operation),
      ...Object.fromEntries(
        Object.entries(also).map(([status, description]) => [
          status,
          { description, ...(operation.gives && { content: BYTES }) },
        ]),
      ),
      ...Object.fromEntries(statusesOf(operation).map((status) => [status, problemOf(status)])),
    },
  };
}

function parametersOf({ params, query, headers: sent = [] }: Operation) {
  return [
    ...propertiesOf(params).map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
    ...propertiesOf(query).map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      schema,
    })),
    ...sent.map((name) => ({
      name,
      in: 'header',
      required: false,
      description: headers[name],
      schema: { type: 'string' },
    })),
  ];
}

function propertiesOf(schema: z.ZodMiniType | undefined): [string, unknown][] {
  if (!schema) return [];
  return Object.entries(z.toJSONSchema(schema, { io: 'input' }).properties ?? {});
}

function answerOf(name: OperationName, { answer, gives, status }: Operation) {
  const description = { 200: 'Done', 201: 'Made', 204: 'Done; no body' }[status];
  if (gives) return { description, content: BYTES };
  if (!answer) return { description };
  const example = answerExamples[name];
  return {
    description,
    content: {
      'application/json': {
        schema: schemaOf(answer),
        ...(example === undefined ? {} : { example }),
      },
    },
  };
}

function statusesOf({ method, access, errors: own }: Operation): number[] {
  const common = access === 'open' ? [500] : [400, 401, 429, 500, 503];
  return [...new Set([...common, ...(method === 'GET' ? [] : [403]), ...own])].sort();
}

function problemOf(status: number) {
  const description = errors[status];
  if (status < 400) return { description };
  const schema = { $ref: '#/components/schemas/Problem' };
  return { description, content: { [PROBLEM_CONTENT_TYPE]: { schema } } };
}
