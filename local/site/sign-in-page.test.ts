import { expect, test } from 'vitest';
import { signInPage } from './sign-in-page.ts';

// Without a link to an icon, browsers request /favicon.ico, Firefox and Safari under the page's own policy.
test('the sign-in page links its icon, and its policy lets a browser load it', () => {
  const { html, contentSecurityPolicy } = signInPage('');
  expect(html).toContain('<link rel="icon" href="/icon.svg"');
  expect(contentSecurityPolicy).toContain("img-src 'self'");
});
