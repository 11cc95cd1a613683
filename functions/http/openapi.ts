import * as z from 'zod/mini';
import { type Operation, type OperationName, operations } from '../../contract/operations.ts';
import { PROBLEM_CONTENT_TYPE } from '../../contract/problem.ts';
import { queries, queryOf } from '../../contract/queries.ts';
import { components, refOf, schemaOf } from './openapi-components.ts';
import { answerExamples, bodyExamples } from './openapi-examples.ts';
import { headersOf } from './openapi-headers.ts';
import { operationIdOf, schemaNameOf } from './openapi-names.ts';
import { alsoWords, operationWords, pathWords, queryWords } from './openapi-words.ts';

const errors: Readonly<Record<number, string>> = {
  304: 'Unchanged: If-None-Match has the current ETag',
  400: 'Something in the request is not valid; `issues` says what and where',
  401: 'Nobody is signed in',
  403: 'A write from another site, or something only its owner may do',
  404: 'There is nothing with this id, or it is not yours',
  409: 'What the Idempotency-Key created was deleted; it is not created again',
  411: 'A body without `Content-Length`',
  412: 'Changed since If-Match was read; `current` is the session as it is now',
  413: 'Larger than accepted; `size` says by how much',
  415: 'Another media type than the operation takes, or compressed with anything other than gzip',
  416: 'The range starts beyond the end',
  422: 'Understood and refused: `title` says why',
  429: 'Too busy; Retry-After says when to try again',
  500: 'A fault of the service; quote the trace id',
  503: 'The database does not answer and it is unknown whether a write was done; or (`busy`) there were too many large requests and nothing was written',
};

const headers: Readonly<Record<string, string>> = {
  'If-Match': 'Write only if this is still the ETag.',
  'If-None-Match': 'Return 304 while this is still the ETag.',
  'Idempotency-Key':
    '22 to 64 characters of your own choice; a repeated POST with the same key acts once.',
  Range: '`bytes=<first>-<last>`: only these bytes.',
  Prefer: '`return=minimal` leaves the content out of the response.',
};

const tags = {
  sessions: 'The work of one user, not visible to anybody else.',
  deleted_sessions: 'The trash: what was deleted and can still be restored.',
  deleted_snapshots: 'The trash of snapshots.',
  snapshots: 'Immutable copies that every signed-in user can read.',
  assets: 'Immutable bytes that content references by SHA-256.',
  snapshot_access_logs: 'Which snapshots you have opened.',
  service: 'About the service itself; open to all.',
};

const BYTES = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

/** The API as an OpenAPI 3.1 document, generated from the operation table and the contract's schemas. */
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
      version: VERSION,
      description: 'Sessions, snapshots of them, and who has opened which snapshot.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { ...components(), ...enumerations() },
      securitySchemes: {
        site: { type: 'apiKey', in: 'cookie', name: 'StaticWebAppsAuthCookie' },
        entra: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  };
}

function describe(name: OperationName, operation: Operation) {
  const { path, access, body, takes, also } = operation;
  return {
    operationId: operationIdOf(name),
    summary: operationWords[name],
    tags: [path.split('/')[1] ?? 'service'],
    security: access === 'open' ? [{}] : [{ site: [] }, { entra: [] }],
    parameters: parametersOf(name, operation),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(body), example: bodyExamples[name] } },
      },
    }),
    ...(takes && { requestBody: { required: true, content: BYTES } }),
    responses: {
      [operation.status]: answerOf(name, operation),
      ...(also && {
        [also]: {
          description: alsoWords[name],
          headers: headersOf(name, also, access === 'signed-in'),
          ...(operation.gives && { content: BYTES }),
        },
      }),
      ...Object.fromEntries(
        statusesOf(operation).map((status) => [status, problemOf(name, operation, status)]),
      ),
    },
  };
}

function parametersOf(operation: OperationName, { params, headers: sent = [] }: Operation) {
  const inPath = propertiesOf(params).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    description: pathWords[name],
    schema,
  }));
  const inQuery = propertiesOf(queryOf(operation)).map(([name, schema]) => {
    const known = schemaNameOf(operation, name);
    return {
      name,
      in: 'query',
      required: false,
      description: queryWords[name],
      schema: orNull(known ? { $ref: refOf(known) } : schema),
    };
  });
  const inHeaders = sent.map((name) => ({
    name,
    in: 'header',
    required: false,
    description: headers[name],
    schema: { type: 'string' },
  }));
  return [...inPath, ...inQuery, ...inHeaders];
}

/** As in the original: clients generated from it pass null for a missing parameter, and send nothing. */
function orNull(schema: object) {
  return { anyOf: [schema, { type: 'null' }] };
}

type Properties = readonly [string, z.core.JSONSchema.BaseSchema][];

function propertiesOf(schema: z.ZodMiniType | undefined): Properties {
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties) as unknown as Properties;
}

/** The named schemas of query parameters. */
function enumerations(): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [operation, query] of Object.entries(queries)) {
    for (const [parameter, schema] of propertiesOf(query)) {
      const name = schemaNameOf(operation as OperationName, parameter);
      if (name) found[name] = { ...schema, description: queryWords[parameter] };
    }
  }
  return found;
}

function answerOf(name: OperationName, { answer, gives, status, access }: Operation) {
  const description = { 200: 'Done', 201: 'Created', 204: 'Done; no body' }[status];
  const fields = headersOf(name, status, access === 'signed-in');
  if (gives) return { description, headers: fields, content: BYTES };
  if (!answer) return { description, headers: fields };
  const example = answerExamples[name];
  return {
    description,
    headers: fields,
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

function problemOf(name: OperationName, { access }: Operation, status: number) {
  const description = errors[status];
  const fields = headersOf(name, status, access === 'signed-in');
  if (status < 400) return { description, headers: fields };
  const schema = { $ref: '#/components/schemas/Problem' };
  return { description, headers: fields, content: { [PROBLEM_CONTENT_TYPE]: { schema } } };
}
