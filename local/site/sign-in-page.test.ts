import { expect, test } from 'vitest';
import { signInPage } from './sign-in-page.ts';

// Without a link to one, a browser asks for /favicon.ico, and Firefox and Safari ask under the page's policy.
test('the sign-in page names its icon, and its own policy lets a browser load it', () => {
  const { html, contentSecurityPolicy } = signInPage('');
  expect(html).toContain('<link rel="icon" href="/icon.svg"');
  expect(contentSecurityPolicy).toContain("img-src 'self'");
});
