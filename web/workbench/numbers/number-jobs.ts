import type { ExampleSource, PackedNumbers } from '../content/schema.ts';
import { unpackColumn } from '../ensembles/columns/unpack-column.ts';
import type { EnsembleData } from '../ensembles/ensemble-data.ts';
import { generateExample } from '../ensembles/examples.ts';
import { type Bands, bandsOfValues } from '../statistics/bands.ts';

/** Work on so many numbers that it should not block the page. */
export type NumberJob =
  | {
      readonly kind: 'unpack';
      readonly packed: PackedNumbers;
      /** The page of each chunk. */
      readonly pages: readonly Uint8Array<ArrayBuffer>[];
    }
  | { readonly kind: 'example'; readonly source: ExampleSource }
  | {
      readonly kind: 'bands';
      /** Row by row, `times` values each. */
      readonly values: Float64Array;
      readonly times: number;
      readonly rows: Int32Array;
      readonly percentiles: readonly number[];
    };

/** The result of each kind of job. */
export interface NumberAnswers {
  readonly unpack: Float64Array;
  readonly example: EnsembleData;
  readonly bands: Bands;
}

export type NumberAnswer = NumberAnswers[NumberJob['kind']];

/** Does a job in this thread. Rejects if packed numbers are damaged. */
export async function doNumberJob(job: NumberJob): Promise<NumberAnswer> {
  if (job.kind === 'unpack') return unpackColumn(job.packed, job.pages);
  if (job.kind === 'example') return generateExample(job.source);
  return bandsOfValues(job.values, job.times, job.rows, job.percentiles);
}
