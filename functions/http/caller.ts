import type { HttpRequest } from '@azure/functions';
import type { Operation } from '../../contract/operations.ts';
import type { Settings } from './configuration.ts';
import { CrossSite, Unauthorized } from './errors.ts';
import { readUser, type User } from './principal.ts';

/** The calling user; undefined for an anonymous call, if the operation allows it. Throws CrossSite, Unauthorized. */
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

/** Whether the request comes from a page of another origin that the settings allow. */
export function isAllowedOrigin(
  { headers }: Pick<HttpRequest, 'headers'>,
  settings: Settings,
): boolean {
  const origin = headers.get('origin');
  return origin !== null && settings.ALLOWED_ORIGINS.includes(origin);
}

/** Browsers send Sec-Fetch-Site. Other clients do not, but they have no cookie that a foreign page could abuse. */
function refuseCrossSite(request: HttpRequest, settings: Settings): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === null || site === 'same-origin' || site === 'none') return;
  if (isAllowedOrigin(request, settings)) return;
  throw new CrossSite('This write came from another site and was refused. Nothing was changed.');
}
