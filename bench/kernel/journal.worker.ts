import type { Endpoint } from '../../web/adapters/journal/rpc.ts';
import { serveJournal } from '../../web/adapters/journal/serve.ts';
import { sizedModel } from './content.ts';

serveJournal(sizedModel, globalThis as unknown as Endpoint);
