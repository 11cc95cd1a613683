import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** App settings of the functions: `local.settings.sample.json` with this stack's addresses. */
export function appSettings(
  cosmos: { url: string; key: string },
  storage: string,
): Record<string, string> {
  const sample = JSON.parse(readFileSync(join(ROOT, 'local.settings.sample.json'), 'utf8'));
  return {
    ...sample.Values,
    AzureWebJobsStorage: storage,
    COSMOS_ENDPOINT: cosmos.url,
    COSMOS_KEY: cosmos.key,
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:01',
  };
}
