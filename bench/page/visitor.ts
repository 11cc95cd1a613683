import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { newContext } from '../../tests/support/chromium.ts';
import { signInAs } from '../../tests/support/pages.ts';
import type { User } from '../../tests/support/users.ts';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { watchSlowness } from './measure.ts';

/** A user of one stack who can open new browser profiles. */
export class Visitor {
  readonly #browser: Browser;
  readonly url: string;
  readonly #user: User;

  constructor(browser: Browser, url: string, user: User) {
    this.#browser = browser;
    this.url = url;
    this.#user = user;
  }

  /** Opens a page with empty caches; `slower`: CPU slowdown factor. */
  async page(slower = 1): Promise<{ page: Page; cdp: CDPSession; context: BrowserContext }> {
    const context = await newContext(this.#browser, {
      serviceWorkers: 'block',
      viewport: { width: 1440, height: 900 },
    });
    await signInAs(context, this.#user, this.url);
    const page = await context.newPage();
    await watchSlowness(page);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
    return { page, cdp, context };
  }

  /** Saves a content through the API. Returns its URL. */
  async save(context: BrowserContext, content: SessionContent, title = 'Bench'): Promise<string> {
    const answer = await context.request.post(`${this.url}/api/persistence/sessions`, {
      data: { title, content: JSON.stringify(content) },
    });
    if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
    return `${this.url}/?session=${await answer.json()}`;
  }
}
