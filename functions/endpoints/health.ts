import { checkAssets } from '../assets/container.ts';
import { endpoint } from '../http/endpoint.ts';
import { Unauthorized } from '../http/errors.ts';
import { assetsUnavailable, queueUnavailable } from '../http/unavailable.ts';
import { checkQueue } from '../queue/queue.ts';
import { checkDatabase } from '../store/health.ts';

export const health = endpoint('health', async (call) => {
  if (call.query.deep) {
    if (!call.user) throw new Unauthorized('Sign in to use "deep".');
    await checkDatabase(call);
    await checkQueue(call.settings).catch(queueUnavailable);
    await checkAssets(call.settings).catch(assetsUnavailable);
  }
  return { body: { status: 'ok', version: VERSION } };
});
