import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

const PEOPLE = ['Alice', 'Bob', 'Carol'];

const STYLE = `
  body {
    display: grid; place-items: center; min-height: 100vh; margin: 0;
    font: 15px/1.5 system-ui, sans-serif; color: var(--color-text); background: var(--color-bg);
  }
  main {
    box-sizing: border-box; width: min(24rem, 100vw); padding: 1.75rem;
    background: var(--color-surface); border: 1px solid var(--color-border); border-radius: .75rem;
  }
  h1 { font-size: 1.3rem; margin: 0; }
  p { color: var(--color-text-muted); }
  form { display: grid; gap: .5rem; margin-top: 1.25rem; }
  button, input {
    font: inherit; color: inherit; padding: .55rem .75rem;
    background: none; border: 1px solid var(--color-border-strong); border-radius: .4rem;
  }
  button { cursor: pointer; font-weight: 600; }
  button:hover { background: var(--color-hover); }
  :focus-visible { outline: 2px solid var(--color-focus); outline-offset: 2px; }
`;

/** The page, and a content security policy that allows its one inline style. It has no script. */
export function signInPage(search: string): { html: string; contentSecurityPolicy: string } {
  const style = readFileSync(join(ROOT, 'web/ui/styles/tokens.css'), 'utf8') + STYLE;
  const styleHash = createHash('sha256').update(style).digest('base64');
  const action = `action="${search.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
  const buttons = PEOPLE.map((name) => `<button name="name" value="${name}">${name}</button>`);
  return {
    contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    html: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in - local</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style>${style}</style>
<main>
<h1>Who are you?</h1>
<p>This page is part of the local stack. There is no password; a deployed site uses Microsoft Entra ID.</p>
<form method="post" ${action}>${buttons.join('')}</form>
<form method="post" ${action}>
<label for="name">Somebody else</label>
<input id="name" name="name" required maxlength="60" autocomplete="off">
<button>Sign in</button>
</form>
</main>
</html>`,
  };
}
