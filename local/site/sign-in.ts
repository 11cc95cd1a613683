/**
 * Replaces Microsoft Entra ID: a page without a password, at the address of Microsoft's on the deployed
 * site. It sets the cookie that the Static Web Apps emulator reads. The same name is always the same user.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { authCookie, principalOf } from './auth-cookie.ts';
import { signInPage } from './sign-in-page.ts';

export const SIGN_IN_PATH = '/.auth/login/aad';

const NAME_MAX_LENGTH = 60;
const FORM_MAX_BYTES = 4_096;

/** GET shows the page. POST with `name` signs in and redirects to `post_login_redirect_uri`. */
export async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', 'http://localhost');
  if (request.method !== 'POST') {
    const { html, contentSecurityPolicy } = signInPage(url.search);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-store',
    });
    response.end(html);
    return;
  }
  const isSmall = Number(request.headers['content-length'] ?? Infinity) <= FORM_MAX_BYTES;
  const form = new URLSearchParams(isSmall ? await text(request) : '');
  const name = form.get('name')?.trim().slice(0, NAME_MAX_LENGTH);
  const target = pathOfThisSite(url.searchParams.get('post_login_redirect_uri'));
  response.writeHead(303, {
    location: name ? target : `${SIGN_IN_PATH}${url.search}`,
    ...(name && {
      'set-cookie': `${authCookie(principalOf(name))}; Path=/; HttpOnly; SameSite=Lax`,
    }),
  });
  response.end();
}

/** `address` if it is a path of this site, otherwise `/`, so that a link cannot redirect elsewhere after the sign-in. */
export function pathOfThisSite(address: string | null): string {
  if (!address || !/^\/(?![/\\])[\x21-\x7e]*$/.test(address) || /\\|%5c/i.test(address)) return '/';
  return address;
}
