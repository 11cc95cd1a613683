/** A few functions for the tests of the local functions host. */
import { app } from '@azure/functions';

app.http('echo', {
  route: 'echo/{name}/{rest}',
  methods: ['GET', 'POST'],
  handler: async (request) => ({
    jsonBody: {
      url: request.url,
      params: request.params,
      query: Object.fromEntries(request.query),
      headers: Object.fromEntries(request.headers),
      user: request.user?.id ?? null,
    },
  }),
});

app.http('literal', { route: 'echo/literal/path', handler: () => ({ body: 'literal' }) });

app.http('bytes', {
  route: 'bytes',
  methods: ['PUT'],
  handler: async (request) => ({
    status: 201,
    headers: { 'content-type': 'application/octet-stream', 'x-answer': 'yes' },
    body: new Uint8Array(await request.arrayBuffer()).reverse(),
  }),
});

app.http('throws', {
  route: 'throws',
  handler: () => {
    throw new Error('thrown on purpose');
  },
});

app.http('cookies', {
  route: 'cookies',
  handler: () => ({ cookies: [{ name: 'plain', value: 'a b' }] }),
});

app.http('silent', { route: 'silent', handler: () => undefined as never });

const handled: unknown[] = [];

app.http('handled', { route: 'handled', handler: () => ({ jsonBody: handled }) });

let running = 0;

/** Records each try. Fails for `{"fail": true}` every time, for `{"failUntil": n}` before the nth try. */
app.storageQueue('work', {
  queueName: 'work',
  connection: 'AzureWebJobsStorage',
  handler: async (message, context) => {
    const { fail, failUntil } = message as { fail?: boolean; failUntil?: number };
    const dequeueCount = Number(context.triggerMetadata?.dequeueCount);
    running += 1;
    handled.push({ message, dequeueCount, running });
    await new Promise((resolve) => setTimeout(resolve, 50));
    running -= 1;
    if (fail || dequeueCount < (failUntil ?? 0)) throw new Error('this message fails');
  },
});

const ticks: unknown[] = [];

app.http('ticks', { route: 'ticks', handler: () => ({ jsonBody: ticks }) });

app.timer('tick', {
  schedule: '%TICK_SCHEDULE%',
  handler: (timer) => {
    ticks.push({ at: Date.now(), timer });
  },
});

app.timer('never', {
  schedule: '0 0 0 1 1 *',
  handler: () => {
    throw new Error('the timer fails on purpose');
  },
});
