import { endpoint } from '../http/endpoint.ts';
import { openApiDocument } from '../http/openapi.ts';
import { Payload } from '../http/payload.ts';

/** Short, so that clients see a new version within minutes. */
const MAX_AGE_SECONDS = 300;

let made: { body: Payload; etag: string } | undefined;

/** The same for everybody until the next deployment, so it is created once. */
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
