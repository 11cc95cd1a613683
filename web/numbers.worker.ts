/** Entry of the Worker that works with many numbers: columns, examples, statistics. */
import { serveNumbers } from './workbench/numbers/serve-numbers.ts';

serveNumbers(globalThis as unknown as Parameters<typeof serveNumbers>[0]);
