import { contentOf, edited } from './content.ts';
import { createMainThread } from './main-thread.ts';
import { original, ours, plain } from './schemes.ts';

export type SchemeName = 'ours' | 'original' | 'plain';

export interface Measured {
  /** Median milliseconds that an edit keeps the main thread busy. */
  readonly mainMs: number;
  /** Median milliseconds from the edit until it is stored, including 200 of debounce. */
  readonly totalMs: number;
  /** Whether it was stored at all. */
  readonly stored: boolean;
}

const WARM_UP_EDITS = 3;

async function measure(name: SchemeName, bytes: number, edits: number): Promise<Measured> {
  const mainThread = createMainThread();
  let content = contentOf(bytes);
  const scheme =
    name === 'ours' ? await ours(mainThread, content) : { original, plain }[name](mainThread);
  const mainMs: number[] = [];
  const totalMs: number[] = [];
  for (let edit = 0; edit < WARM_UP_EDITS + edits; edit += 1) {
    content = edited(content, edit);
    mainThread.take();
    const start = performance.now();
    await scheme.store(content);
    const end = performance.now();
    // The last task is counted only when it has ended.
    await new Promise((done) => setTimeout(done, 20));
    if (edit < WARM_UP_EDITS) continue;
    mainMs.push(mainThread.take());
    totalMs.push(end - start);
  }
  const stored = name === 'ours' || localStorage.length > 0;
  await scheme.close();
  return { mainMs: median(mainMs), totalMs: median(totalMs), stored };
}

function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return Math.round(middle * 1000) / 1000;
}

declare global {
  interface Window {
    measure: typeof measure;
    crossOriginIsolated: boolean;
  }
}
window.measure = measure;
