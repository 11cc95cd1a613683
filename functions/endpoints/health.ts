import { endpoint } from '../http/endpoint.ts';

export const health = endpoint('health', async () => ({ body: { status: 'ok' } }));
