import type { HttpRequest } from '@azure/functions';
import { ASSET_MAX_BYTES } from '../../contract/limits.ts';
import type { Operation } from '../../contract/operations.ts';
import { announcedLength } from './body.ts';
import type { Settings } from './configuration.ts';
import { RateLimit, type Taken } from './rate-limit.ts';

const MINUTE_S = 60;
const HOUR_S = 3_600;
const MIB = 1024 * 1024;

let requests: RateLimit | undefined;
let uploads: RateLimit | undefined;

/** Counts a request against its user's limits in this process; undefined if the settings set no limit. */
export function takeAllowance(
  operation: Operation,
  request: HttpRequest,
  user: { readonly id: string },
  { REQUESTS_PER_MINUTE, UPLOAD_MIB_PER_HOUR }: Settings,
  now = Date.now(),
): Taken | undefined {
  const taken: Taken[] = [];
  if (REQUESTS_PER_MINUTE > 0) {
    requests ??= new RateLimit({
      name: 'user',
      amount: REQUESTS_PER_MINUTE,
      windowSeconds: MINUTE_S,
    });
    taken.push(requests.take(user.id, now));
  }
  if (operation.takes === 'bytes' && UPLOAD_MIB_PER_HOUR > 0 && !taken[0]?.refusal) {
    uploads ??= new RateLimit({
      name: 'uploads',
      amount: UPLOAD_MIB_PER_HOUR * MIB,
      windowSeconds: HOUR_S,
      unit: 'content-bytes',
    });
    taken.push(uploads.take(user.id, now, announcedLength(request, ASSET_MAX_BYTES)));
  }
  return taken.reduce<Taken | undefined>((all, one) => (all ? combined(all, one) : one), undefined);
}

function combined(one: Taken, other: Taken): Taken {
  const refusal = one.refusal ?? other.refusal;
  return {
    fields: {
      'RateLimit-Policy': `${one.fields['RateLimit-Policy']}, ${other.fields['RateLimit-Policy']}`,
      RateLimit: `${one.fields.RateLimit}, ${other.fields.RateLimit}`,
    },
    ...(refusal && { refusal }),
  };
}
