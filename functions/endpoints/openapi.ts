import { endpoint } from '../http/endpoint.ts';
import { openApiDocument } from '../http/openapi.ts';

export const openapi = endpoint('openapi', async () => ({ body: openApiDocument() }));
