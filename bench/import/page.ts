import { createAssetStore, createClient } from '../../web/adapters/index.ts';
import { generateExample } from '../../web/workbench/ensembles/examples.ts';
import { startImport } from '../../web/workbench/ensembles/import/start-import.ts';

declare global {
  interface Window {
    makeFile(bytes: number, vectors: number): number;
    measureImport(): Promise<ImportTimes>;
    measurePapaParse(): Promise<number>;
  }
}

/** Milliseconds, and the size of the packed numbers. */
export interface ImportTimes {
  /** Until the preview can be shown. */
  readonly readMs: number;
  /** Until its numbers are packed too, and on the disk. */
  readonly totalMs: number;
  /** The longest time for which the page was blocked. */
  readonly longestBlockMs: number;
  readonly packedBytes: number;
}

let file = new File([], 'production.csv');

/**
 * Makes a file as simulators write it: one line per realization and month, one column per vector. The numbers of an
 * example are repeated.
 */
window.makeFile = (bytes, vectorCount) => {
  const data = generateExample({ kind: 'example', example: 'north-flank', seed: 11 });
  const given = [...data.vectors.values()];
  const names = Array.from(
    { length: vectorCount },
    (_, i) => `${given[i % given.length]?.name}:${i}`,
  );
  const days = Array.from(data.times, (time) => new Date(time * 1000).toISOString().slice(0, 10));
  const lines = [`REALIZATION,DATE,${names.join()}\n`];
  for (let size = 0, realization = 0; size < bytes; realization++) {
    const row = realization % data.realizations.length;
    for (const [time, day] of days.entries()) {
      const values = names.map((_, i) => given[i % given.length]?.values[row * days.length + time]);
      const line = `${realization},${day},${values.join()}\n`;
      lines.push(line);
      size += line.length;
      if (size >= bytes) break;
    }
  }
  file = new File(lines, 'production.csv');
  return file.size;
};

window.measureImport = async () => {
  const blocks = watchBlocks();
  const start = performance.now();
  const worker = () => new Worker('/import.js', { type: 'module' });
  const assets = createAssetStore(createClient());
  let packedBytes = 0;
  const put: typeof assets.put = async (hash, bytes) => {
    packedBytes += bytes.length;
    await assets.put(hash, bytes);
  };
  const job = startImport([file], put, () => {}, worker);
  const { problems } = await job.read({});
  if (problems[0]) throw new Error(problems[0].message);
  const readMs = performance.now() - start;
  await job.pack({ thinning: 'all', left: new Set() });
  const totalMs = performance.now() - start;
  job.close();
  return { readMs, totalMs, longestBlockMs: blocks.stop(), packedBytes };
};

/** Parses the same file with Papa Parse, streamed in a Worker, into arrays of strings, without checking or packing. */
window.measurePapaParse = () => {
  const start = performance.now();
  const worker = new Worker('/papa-parse.js', { type: 'module' });
  worker.postMessage(file);
  return new Promise((resolve) => {
    worker.onmessage = () => {
      worker.terminate();
      resolve(performance.now() - start);
    };
  });
};

function watchBlocks(): { stop(): number } {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  });
  return {
    stop() {
      clearInterval(timer);
      return longest;
    },
  };
}
