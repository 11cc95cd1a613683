import type { Check } from './checks.ts';
import { forgedPrincipal } from './forged-principal.ts';
import { type Answer, visit } from './visit.ts';

/** The function host seen past the site: it must answer nobody who does not come through it. */
export function hostChecks(host: URL): readonly Check[] {
  const sessions = new URL('/api/persistence/sessions', host);
  return [
    {
      name: 'the function host refuses a stranger',
      run: async () => expectRefused(await visit(sessions)),
    },
    {
      name: 'the function host refuses a forged principal',
      run: async () => expectRefused(await visit(sessions, { headers: forgedPrincipal() })),
    },
    {
      name: 'the function host refuses a forged principal that writes',
      run: async () =>
        expectRefused(
          await visit(sessions, {
            method: 'POST',
            headers: forgedPrincipal(),
            body: {}, // Nothing a host that is deceived would keep: it answers 400.
          }),
        ),
    },
  ];
}

/** App Service refuses with 401 or 403, or sends to a sign-in page. */
function expectRefused({ status, headers }: Answer): void {
  if (status === 401 || status === 403) return;
  if (status === 302 && /login|\.auth/.test(headers.get('location') ?? '')) return;
  throw new Error(`expected 401 or 403, got ${status}`);
}
