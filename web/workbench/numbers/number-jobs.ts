import type { ExampleSource, PackedNumbers } from '../content/schema.ts';
import { unpackColumn } from '../ensembles/columns/unpack-column.ts';
import type { EnsembleData } from '../ensembles/ensemble-data.ts';
import { generateExample } from '../ensembles/examples.ts';
import { type Bands, bandsOfValues } from '../statistics/bands.ts';

/** Work with so many numbers that the page should not wait for it. */
export type NumberJob =
  | {
      readonly kind: 'unpack';
      readonly packed: PackedNumbers;
      /** For each of its chunks the page that it lies in. */
      readonly pages: readonly Uint8Array<ArrayBuffer>[];
    }
  | { readonly kind: 'example'; readonly source: ExampleSource }
  | {
      readonly kind: 'bands';
      /** Row by row, `times` of each. */
      readonly values: Float64Array;
      readonly times: number;
      readonly rows: Int32Array;
      readonly percentiles: readonly number[];
    };

/** What each job comes to. */
export interface NumberAnswers {
  readonly unpack: Float64Array;
  readonly example: EnsembleData;
  readonly bands: Bands;
}

export type NumberAnswer = NumberAnswers[NumberJob['kind']];

/** Does a job here and now. Rejects if packed numbers are damaged. */
export async function doNumberJob(job: NumberJob): Promise<NumberAnswer> {
  if (job.kind === 'unpack') return unpackColumn(job.packed, job.pages);
  if (job.kind === 'example') return generateExample(job.source);
  return bandsOfValues(job.values, job.times, job.rows, job.percentiles);
}
