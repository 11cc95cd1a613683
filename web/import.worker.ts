/** Entry of the Worker that reads CSV files. */
import { serveImport } from './workbench/ensembles/import/serve-import.ts';

serveImport(globalThis as unknown as Parameters<typeof serveImport>[0], () => new Date());
