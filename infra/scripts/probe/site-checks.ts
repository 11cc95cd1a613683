import type { Check } from './checks.ts';
import { forgedPrincipals } from './forged-principal.ts';
import { expectHeader, expectStatus, visit } from './visit.ts';

/** Checks that need no sign-in. */
export function siteChecks(site: URL): readonly Check[] {
  const get = (path: string, headers = {}) => visit(new URL(path, site), { headers });
  return [
    {
      name: 'the API is alive',
      async run() {
        const answer = await get('/api/health');
        expectStatus(answer, 200);
        if ((answer.json as { status?: unknown } | undefined)?.status !== 'ok') {
          throw new Error('it does not answer { "status": "ok" }');
        }
        expectHeader(answer, 'cache-control', /no-store/);
      },
    },
    {
      name: 'the API describes itself',
      async run() {
        const answer = await get('/api/openapi.json');
        expectStatus(answer, 200);
        if (!(answer.json as { openapi?: string } | undefined)?.openapi?.startsWith('3.1')) {
          throw new Error('it is not OpenAPI 3.1');
        }
      },
    },
    {
      name: 'the API requires a sign-in',
      run: async () => expectStatus(await get('/api/persistence/sessions'), 401),
    },
    {
      name: 'a forged principal does not get through the site',
      run: async () =>
        expectStatus(
          await get('/api/persistence/sessions', forgedPrincipals['Static Web Apps']),
          401,
        ),
    },
    {
      name: '/login leads to the identity provider',
      async run() {
        const answer = await get('/login');
        expectStatus(answer, 302);
        expectHeader(answer, 'location', /\/\.auth\/login\/aad/);
      },
    },
    {
      name: 'the page comes with its security headers',
      async run() {
        const answer = await get('/');
        expectStatus(answer, 200);
        expectHeader(answer, 'content-security-policy', /script-src 'self'(;|$)/);
        expectHeader(answer, 'content-security-policy', /style-src 'self'(;|$)/);
        expectHeader(answer, 'content-security-policy', /frame-ancestors 'none'/);
        expectHeader(answer, 'x-content-type-options', /^nosniff$/);
        expectHeader(answer, 'referrer-policy', /^same-origin$/);
        if (site.protocol === 'https:') {
          expectHeader(answer, 'strict-transport-security', /max-age=\d{8}/);
        }
      },
    },
    {
      name: 'the page is revalidated, its hashed files are cached for ever',
      async run() {
        const page = await get('/');
        expectHeader(page, 'cache-control', /no-cache/);
        const script = /(?:src|href)="(\/assets\/[^"]+)"/.exec(page.text)?.[1];
        if (!script) throw new Error('the page references no file under /assets/');
        expectHeader(await get(script), 'cache-control', /immutable/);
        expectHeader(await get('/sw.js'), 'cache-control', /no-cache/);
      },
    },
    {
      name: 'a deep link gets the page',
      async run() {
        const answer = await get('/a/deep/link?session=AAAAAAAA');
        expectStatus(answer, 200);
        expectHeader(answer, 'content-type', /^text\/html/);
      },
    },
  ];
}
