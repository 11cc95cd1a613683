import type { HttpRequest } from '@azure/functions';
import type { Operation } from '../../contract/operations.ts';
import type { Settings } from './configuration.ts';
import { CrossSite, Unauthorized } from './errors.ts';
import { readUser, type User } from './principal.ts';

/** Who is calling, or undefined for nobody where that is allowed. Throws CrossSite, Unauthorized. */
export function readCaller(
  operation: Operation,
  request: HttpRequest,
  settings: Settings,
): User | undefined {
  if (operation.method !== 'GET') refuseCrossSite(request, settings);
  const user = readUser(request, settings);
  if (operation.access === 'signed-in' && !user) {
    throw new Unauthorized('Sign in, then send the request again. Nothing was changed.');
  }
  return user;
}

/** Whether the page that sends this is of another site that the settings allow. */
export function isAllowedOrigin(
  { headers }: Pick<HttpRequest, 'headers'>,
  settings: Settings,
): boolean {
  const origin = headers.get('origin');
  return origin !== null && settings.ALLOWED_ORIGINS.includes(origin);
}

/** Browsers say where a request comes from; other clients say nothing, and hold no cookie either. */
function refuseCrossSite(request: HttpRequest, settings: Settings): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === null || site === 'same-origin' || site === 'none') return;
  if (isAllowedOrigin(request, settings)) return;
  throw new CrossSite('This write came from another site and was refused. Nothing was changed.');
}
