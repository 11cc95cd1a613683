import type { JournalHost, JournalHosts } from './client.ts';
import type { Endpoint } from './serve.ts';

/** What the Worker's script exports, so that a page can run it without a Worker. */
interface JournalScript {
  serveOn(endpoint: Endpoint): void;
}

/**
 * The two ways to run the journal's script.
 * @param scriptUrl address of a module that exports {@link JournalScript}, and in a Worker starts to serve by itself.
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
    },
  };
}

function startInPage(scriptUrl: string): JournalHost {
  const { port1, port2 } = new MessageChannel();
  const script = import(scriptUrl) as Promise<JournalScript>;
  // Messages wait in the channel until the script is loaded.
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
