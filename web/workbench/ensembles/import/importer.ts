import type { ImportedSource } from '../../content/schema.ts';
import type { Assets } from '../columns/assets.ts';
import { BundleWriter } from '../columns/bundle-writer.ts';
import { pairSummaries, type SummaryPair } from './binary/pair-summaries.ts';
import { readSummary } from './binary/read-summary.ts';
import { type Built, build } from './build/build.ts';
import type { BuildContext } from './build/context.ts';
import { factsOf } from './build/facts.ts';
import { groupOf } from './file-groups.ts';
import { type OpenedFile, openFile } from './files/open-files.ts';
import type { Choices } from './mapping.ts';
import { type PackOptions, packAdditions, packEnsemble } from './pack.ts';
import { ImportRefused, Problems } from './problems.ts';
import type { ImportProgress, PackTarget, Reading } from './reading.ts';
import { recognise } from './recognise/recognise.ts';
import type { Table } from './table.ts';
import { readText } from './text/read-text.ts';

const EMPTY: Built = { ensembles: [], additions: null };

/**
 * Imports files: reads them, reports how they were interpreted, and packs the result once the person agrees. Choices
 * that change how text is read read the files again; other choices only build again.
 */
export class Importer {
  readonly #files: readonly File[];
  readonly #onProgress: (progress: ImportProgress) => void;
  readonly #now: () => Date;
  readonly #put: Assets['put'];
  #tables: readonly Table[] = [];
  #problems = new Problems();
  #readWith = '';
  #built: Built = EMPTY;

  constructor(
    files: readonly File[],
    onProgress: (progress: ImportProgress) => void,
    now: () => Date,
    put: Assets['put'],
  ) {
    this.#put = put;
    this.#files = files;
    this.#onProgress = onProgress;
    this.#now = now;
  }

  /** Reads the files with these choices. */
  async read(choices: Choices): Promise<Reading> {
    const formats = JSON.stringify(
      Object.entries(choices).map(([shape, one]) => [
        shape,
        one.encoding,
        one.delimiter,
        one.decimal,
      ]),
    );
    if (formats !== this.#readWith) {
      this.#problems = new Problems();
      this.#tables = await this.#readAll(choices);
      this.#readWith = formats;
    }
    return this.#build(choices);
  }

  /** Packs the ensembles that were read last for a content. Resolves when their bytes are stored. */
  async pack(options: PackOptions): Promise<ImportedSource[]> {
    const { ensembles } = this.#built;
    const writer = new BundleWriter(this.#put);
    const packed: (() => ImportedSource)[] = [];
    for (const [i, ensemble] of ensembles.entries()) {
      const onProgress = (done: number) =>
        this.#onProgress({ stage: 'packing', done: (i + done) / ensembles.length });
      const importedAt = this.#now().toISOString();
      packed.push(await packEnsemble(ensemble, options, importedAt, writer, onProgress));
    }
    await writer.finish();
    return packed.map((one) => one());
  }

  /** Adds the parameters and observations that were read last to an ensemble's data. */
  async packInto({ source, realizations, label }: PackTarget): Promise<ImportedSource> {
    const { additions, ensembles } = this.#built;
    if (!additions || ensembles.length > 0)
      throw new Error('There is nothing to add to an ensemble.');
    const writer = new BundleWriter(this.#put);
    const packed = await packAdditions(source, realizations, additions, label, writer);
    await writer.finish();
    return packed();
  }

  async #readAll(choices: Choices): Promise<Table[]> {
    const total = this.#files.reduce((bytes, file) => bytes + file.size, 0) || 1;
    let read = 0;
    const onRead = (bytes: number) => {
      read += bytes;
      this.#onProgress({ stage: 'reading', done: Math.min(1, read / total) });
    };
    const tables: Table[] = [];
    const summaries: OpenedFile[] = [];
    for (const file of this.#files) {
      await this.#refusing(file.name, async () => {
        for (const one of await openFile(file, onRead)) {
          if (one.kind === 'summary header' || one.kind === 'summary data') summaries.push(one);
          else
            await this.#refusing(
              one.name,
              async () => void tables.push(await this.#readTable(one, choices)),
            );
        }
      });
    }
    for (const pair of pairSummaries(summaries)) {
      const name = pair.data?.name ?? pair.header?.name ?? '';
      await this.#refusing(name, async () => void tables.push(await readPair(name, pair)));
    }
    return tables;
  }

  async #readTable(file: OpenedFile, choices: Choices): Promise<Table> {
    // Each reader brings its own library, loaded only for such files.
    if (file.kind === 'parquet') {
      const { readParquet } = await import('./binary/read-parquet.ts');
      return readParquet(file.name, await file.bytes());
    }
    if (file.kind === 'arrow') {
      const { readArrow } = await import('./binary/read-arrow.ts');
      return readArrow(file.name, await file.bytes());
    }
    return readText(file, (shape) => choices[shape] ?? {}, this.#problems);
  }

  async #refusing(file: string, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      this.#problems.add(error.message, { file, line: error.line, message: error.message });
    }
  }

  #build(choices: Choices): Reading {
    const problems = new Problems();
    for (const { more, ...problem } of this.#problems.list)
      problems.add(problem.message, problem, more + 1);
    const context: BuildContext = {
      problems,
      questions: [],
      notes: new Set(),
      decisions: new Map(),
      noneIsWord: new Set(),
    };
    const groups = [...Map.groupBy(this.#tables, ({ shape }) => shape).values()];
    const mappings = new Map(
      groups.map((tables) => [
        tables[0]?.shape ?? '',
        tables.map((table) => recognise(table, choices[table.shape] ?? {})),
      ]),
    );
    const facts = groups.flatMap((tables) =>
      tables.map((table, i) =>
        factsOf(table, mappings.get(table.shape)?.[i] ?? recognise(table, {}), context),
      ),
    );
    // Unreadable numbers and dates would only cause further problems.
    const isWhole = facts.length > 0 && problems.list.length === 0;
    this.#built = isWhole ? build(facts, context) : EMPTY;
    const { ensembles, additions } = this.#built;
    if (facts.length > 0 && ensembles.length === 0 && !additions && problems.list.length === 0) {
      const file = facts[0]?.table.file ?? '';
      problems.add('nothing', {
        file,
        message:
          'No column has a date and values, and none has parameters; say below what the columns are.',
      });
    }
    return {
      groups: groups.map((tables) => groupOf(tables, choices, context)),
      ensembles: ensembles.map(
        ({ name, realizations, seconds, vectors, parameters, observations }) => ({
          name,
          realizations: [...realizations],
          timeCount: seconds.length,
          firstTime: seconds[0] ?? 0,
          lastTime: seconds.at(-1) ?? 0,
          vectors: vectors.map((vector) => ({ name: vector.name, unit: vector.unit })),
          parameters: parameters.map((one) => ({
            name: one.name,
            unit: one.kind === 'number' ? one.unit : '',
          })),
          observationCount: observations.reduce((sum, { times }) => sum + times.length, 0),
        }),
      ),
      additions: additions && {
        parameters: additions.parameterNames,
        labels: additions.labels,
        realizations: additions.realizations,
        observationCount: additions.observations.reduce((sum, { times }) => sum + times.length, 0),
      },
      notes: [...context.notes],
      problems: problems.list,
      questions: onceEach(context.questions),
    };
  }
}

async function readPair(name: string, { header, data }: SummaryPair): Promise<Table> {
  if (!header || !data) {
    const [is, lacks] = data ? ['.UNSMRY', '.SMSPEC'] : ['.SMSPEC', '.UNSMRY'];
    throw new ImportRefused(
      `A ${is} file is only half of a summary; import it together with the ${lacks} file of the same name.`,
    );
  }
  return readSummary(name, await header.bytes(), await data.bytes());
}

function onceEach<T extends { kind: string; shape: string }>(questions: readonly T[]): T[] {
  return [...new Map(questions.map((one) => [`${one.kind} ${one.shape}`, one])).values()];
}
