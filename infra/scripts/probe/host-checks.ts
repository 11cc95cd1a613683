import type { Check } from './checks.ts';
import { forgedPrincipals } from './forged-principal.ts';
import { type Answer, visit } from './visit.ts';

/** The function host, bypassing the site: it must refuse everybody who does not come through it. */
export function hostChecks(host: URL): readonly Check[] {
  const sessions = new URL('/api/persistence/sessions', host);
  const forms = Object.entries(forgedPrincipals);
  return [
    {
      name: 'the function host is alive',
      run: async () => {
        const { status } = await visit(new URL('/api/health', host));
        if (status >= 500) throw new Error(`it answers ${status}`);
      },
    },
    {
      name: 'the function host refuses an anonymous request',
      run: async () => expectRefused(await visit(sessions)),
    },
    ...forms.map(([form, headers]) => ({
      name: `the function host refuses a forged principal of ${form}`,
      run: async () => expectRefused(await visit(sessions, { headers })),
    })),
    ...forms.map(([form, headers]) => ({
      name: `the function host refuses a forged principal of ${form} that writes`,
      // The body is empty, so even a host that trusts the header stores nothing and answers 400.
      run: async () => expectRefused(await visit(sessions, { method: 'POST', headers, body: {} })),
    })),
  ];
}

/** App Service answers 401 or 403, or redirects to a sign-in page. */
function expectRefused({ status, headers }: Answer): void {
  if (status === 401 || status === 403) return;
  if (status === 302 && /login|\.auth/.test(headers.get('location') ?? '')) return;
  throw new Error(`expected 401 or 403, got ${status}`);
}
