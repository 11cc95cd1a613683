import { createHash } from 'node:crypto';

const PEOPLE = ['Alice', 'Bob', 'Carol'];

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { display: grid; place-items: center; min-height: 100vh; margin: 0; }
  main { width: min(22rem, 90vw); }
  h1 { font-size: 1.4rem; margin: 0; }
  form { display: grid; gap: .5rem; margin-top: 1rem; }
  button, input { font: inherit; padding: .5rem .75rem; border-radius: .4rem; border: 1px solid #8888; }
  button { cursor: pointer; }
  :focus-visible { outline: 2px solid #2b6cb0; outline-offset: 2px; }
`;

/** The page and the policy under which its one inline style may apply. It has no script. */
export function signInPage(search: string): { html: string; contentSecurityPolicy: string } {
  const styleHash = createHash('sha256').update(STYLE).digest('base64');
  const action = `action="${search.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
  const buttons = PEOPLE.map((name) => `<button name="name" value="${name}">${name}</button>`);
  return {
    contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    html: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in - local</title>
<style>${STYLE}</style>
<main>
<h1>Who are you?</h1>
<p>This page is part of the local stack. There is no password; deployed, Microsoft Entra ID asks.</p>
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
