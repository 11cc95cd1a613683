import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createJournalClient, type JournalHost } from './client.ts';
import { type Endpoint, serve } from './serve.ts';

type Answering = 'answers' | 'is silent' | 'throws';

/** A host without a Worker: a channel, and a service that behaves as told. */
function host(answering: Answering) {
  const { port1, port2 } = new MessageChannel();
  const asked: unknown[] = [];
  const crash: ((message: string) => void)[] = [];
  serve(port2 as unknown as Endpoint, {
    buffers: async (ownerId: string) => {
      asked.push(ownerId);
      if (answering === 'is silent') await new Promise(() => {});
      if (answering === 'throws') throw new RangeError('No');
      return { ok: true, value: [ownerId] };
    },
  });
  port1.start();
  port2.start();
  const terminate = vi.fn(() => {
    port1.close();
    port2.close();
  });
  const started: JournalHost = {
    endpoint: port1 as unknown as Endpoint,
    terminate,
    onCrash: (listener) => crash.push(listener),
  };
  return { started, terminate, asked, fail: (why: string) => crash[0]?.(why) };
}

function clientOf(workers: ReturnType<typeof host>[], inPage = host('answers')) {
  const startWorker = vi.fn(() => {
    const next = workers.shift();
    if (!next) throw new DOMException('Workers are blocked', 'SecurityError');
    return next.started;
  });
  const journal = createJournalClient({ startWorker, startInPage: () => inPage.started }, 5_000);
  return { journal, startWorker, inPage };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The answer of a call that nobody answers. */
async function inVain<T>(answer: Promise<T>): Promise<T> {
  vi.advanceTimersByTime(5_000);
  return answer;
}

const alice = { ok: true, value: ['alice'] };

test('The Worker is started at once and answers calls in their order', async () => {
  const worker = host('answers');
  const { journal, startWorker } = clientOf([worker]);
  expect(startWorker).toHaveBeenCalledTimes(1);
  const answers = await Promise.all([journal.buffers('alice'), journal.buffers('bob')]);
  expect(answers).toEqual([alice, { ok: true, value: ['bob'] }]);
  expect(worker.asked).toEqual(['alice', 'bob']);
  journal.close();
});

test('A Worker that does not respond is replaced, and its calls fail as unresponsive', async () => {
  const silent = host('is silent');
  const { journal, inPage } = clientOf([silent, host('answers')]);
  const unresponsive = { ok: false, reason: 'unresponsive' };
  const asked = Promise.all([journal.buffers('alice'), journal.buffers('bob')]);
  expect(await inVain(asked)).toMatchObject([unresponsive, unresponsive]);
  expect(silent.terminate).toHaveBeenCalled();
  expect(await journal.buffers('alice')).toEqual(alice);
  expect(inPage.asked).toEqual([]);
  journal.close();
});

test('The calls of a crashed Worker fail at once', async () => {
  const crashing = host('is silent');
  const { journal } = clientOf([crashing, host('answers')]);
  const answer = journal.buffers('alice');
  crashing.fail('The script could not be loaded.');
  expect(await answer).toEqual({
    ok: false,
    reason: 'unresponsive',
    message: 'The script could not be loaded.',
  });
  expect(await journal.buffers('alice')).toEqual(alice);
  journal.close();
});

test('After two failed Workers in a row the journal runs in the page', async () => {
  const { journal, startWorker, inPage } = clientOf([host('is silent'), host('is silent')]);
  await inVain(journal.buffers('alice'));
  await inVain(journal.buffers('alice'));
  expect(await journal.buffers('alice')).toEqual(alice);
  expect(startWorker).toHaveBeenCalledTimes(2);
  expect(inPage.asked).toEqual(['alice']);
  journal.close();
});

test('If Workers are blocked, the journal runs in the page at once', async () => {
  const { journal, inPage } = clientOf([]);
  expect(await journal.buffers('alice')).toEqual(alice);
  expect(inPage.asked).toEqual(['alice']);
  journal.close();
});

test('An error in a method, or a message that cannot be sent, does not end the Worker', async () => {
  const worker = host('throws');
  const { journal } = clientOf([worker]);
  expect(await journal.buffers('alice')).toEqual({ ok: false, reason: 'failed', message: 'No' });
  const unsendable = (() => {}) as unknown as string;
  expect(await journal.buffers(unsendable)).toMatchObject({ ok: false, reason: 'failed' });
  expect(worker.terminate).not.toHaveBeenCalled();
  journal.close();
});
