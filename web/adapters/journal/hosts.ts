import type { JournalHost, JournalHosts } from './client.ts';
import type { Endpoint } from './rpc.ts';

/** What the Worker's script exports, for a page that has to run it without a Worker. */
interface JournalScript {
  serveOn(endpoint: Endpoint): void;
}

/**
 * The two ways to run the journal's script.
 * @param scriptUrl of a module that serves by itself in a Worker and exports {@link JournalScript}.
 */
export function journalHosts(scriptUrl: string): JournalHosts {
  return { startWorker: () => startWorker(scriptUrl), startInPage: () => startInPage(scriptUrl) };
}

function startWorker(scriptUrl: string): JournalHost {
  const worker = new Worker(scriptUrl, { type: 'module', name: 'journal' });
  return {
    endpoint: worker,
    terminate: () => worker.terminate(),
    onCrash(listener) {
      worker.addEventListener('error', ({ message }) => listener(message || 'The Worker failed.'));
      worker.addEventListener('messageerror', () => listener('A message was damaged.'));
    },
  };
}

function startInPage(scriptUrl: string): JournalHost {
  const { port1, port2 } = new MessageChannel();
  const script = import(scriptUrl) as Promise<JournalScript>;
  // Messages wait in the channel until the script has come.
  const served = script.then(({ serveOn }) => {
    serveOn(port2);
    port2.start();
  });
  port1.start();
  return {
    endpoint: port1,
    terminate: () => port1.close(),
    onCrash(listener) {
      served.catch((error) => listener(String(error)));
    },
  };
}
