import { endpoint } from '../http/endpoint.ts';
import { openApiDocument } from '../http/openapi.ts';
import { Payload } from '../http/payload.ts';

/** Short, so that clients learn of a new version within minutes. */
const MAX_AGE_SECONDS = 300;

let made: { body: Payload; etag: string } | undefined;

/** It is the same for everybody until the next deployment, so it is made once. */
function document() {
  if (!made) {
    const body = new Payload(openApiDocument());
    made = { body, etag: body.etag() };
  }
  return made;
}

export const openapi = endpoint('openapi', async () => ({
  ...document(),
  maxAgeSeconds: MAX_AGE_SECONDS,
}));
