import { REALIZATIONS_MAX, TIMES_MAX, VALUES_MAX, VECTORS_MAX } from '../../content/limits.ts';
import type { Column, Header } from './csv-header.ts';
import { parseDate, parseNumber } from './csv-values.ts';
import { GrowingColumn } from './growing-column.ts';
import { ImportRefused } from './outcome.ts';
import type { RowReader } from './read-table.ts';

/** Vectors on a full grid: every realization at every time, NaN where the file has no row. */
export interface VectorGrid {
  readonly realizations: Int32Array;
  /** Minutes since 1970. */
  readonly minutes: Float64Array;
  readonly vectors: readonly { readonly column: Column; readonly values: Float64Array }[];
  /** Pairs of realization and time without a row. */
  readonly holes: number;
}

/** Takes the rows of a file with realization, date and vectors, in any order, and makes a grid of them. */
export class VectorsTable {
  readonly #columns: readonly Column[];
  readonly #dateField: number;
  readonly #realizations = new GrowingColumn();
  readonly #minutes = new GrowingColumn();
  readonly #values: readonly GrowingColumn[];
  readonly #dates = new Map<string, number>();
  /** First line of each realization and time. */
  readonly #lines = new Map<number, Map<number, number>>();

  constructor({ columns, dateField }: Header) {
    if (columns.length > VECTORS_MAX) {
      throw new ImportRefused(`There are more than ${VECTORS_MAX} vectors.`, 1);
    }
    this.#columns = columns;
    this.#dateField = dateField;
    this.#values = columns.map(() => new GrowingColumn());
  }

  readonly takeRow: RowReader = (fields, realization, line) => {
    const minutes = this.#minutesOf(fields[this.#dateField] ?? '');
    if (typeof minutes === 'string') return minutes;
    const earlier = this.#remember(realization, minutes, line);
    if (earlier !== undefined) {
      return `Realization ${realization} has this date twice: line ${earlier} has it too.`;
    }
    const row: number[] = [];
    for (const { name, field } of this.#columns) {
      const text = fields[field] ?? '';
      const value = parseNumber(text);
      if (value === undefined) return `"${text.slice(0, 40)}" in column ${name} is not a number.`;
      row.push(value);
    }
    if (this.#realizations.length * this.#columns.length >= VALUES_MAX) {
      throw new ImportRefused(`There are more than ${VALUES_MAX} numbers.`, line);
    }
    this.#realizations.push(realization);
    this.#minutes.push(minutes);
    row.forEach((value, i) => {
      this.#values[i]?.push(value);
    });
    return undefined;
  };

  /** Throws ImportRefused if the grid would be larger than a content can hold. */
  toGrid(): VectorGrid {
    const realizations = Int32Array.from(this.#lines.keys()).sort();
    const minutes = Float64Array.from(new Set(this.#minutes.values)).sort();
    const size = realizations.length * minutes.length;
    limit('realizations', realizations.length, REALIZATIONS_MAX);
    limit('dates', minutes.length, TIMES_MAX);
    limit('numbers, with the gaps filled,', size * this.#columns.length, VALUES_MAX);
    const rowOf = new Map(Array.from(realizations, (realization, row) => [realization, row]));
    const timeOf = new Map(Array.from(minutes, (minute, time) => [minute, time]));
    const places = Int32Array.from(this.#realizations.values, (realization, i) => {
      const row = rowOf.get(realization) ?? 0;
      return row * minutes.length + (timeOf.get(this.#minutes.values[i] as number) ?? 0);
    });
    const vectors = this.#columns.map((column, i) => {
      const values = new Float64Array(size).fill(Number.NaN);
      const given = this.#values[i]?.values ?? new Float64Array(0);
      places.forEach((place, at) => {
        values[place] = given[at] as number;
      });
      return { column, values };
    });
    return { realizations, minutes, vectors, holes: size - places.length };
  }

  #minutesOf(text: string): number | string {
    const known = this.#dates.get(text);
    if (known !== undefined) return known;
    const parsed = parseDate(text);
    if ('problem' in parsed) return parsed.problem;
    this.#dates.set(text, parsed.minutes);
    return parsed.minutes;
  }

  /** The line that already had this realization and time, if any. */
  #remember(realization: number, minutes: number, line: number): number | undefined {
    const lines = this.#lines.get(realization) ?? new Map<number, number>();
    this.#lines.set(realization, lines);
    const earlier = lines.get(minutes);
    if (earlier === undefined) lines.set(minutes, line);
    return earlier;
  }
}

function limit(what: string, count: number, maximum: number): void {
  if (count > maximum) {
    throw new ImportRefused(`There are ${count} ${what} and at most ${maximum} are possible.`);
  }
}
