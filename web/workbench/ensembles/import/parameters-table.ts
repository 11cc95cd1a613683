import { CATEGORIES_MAX, PARAMETERS_MAX } from '../../content/limits.ts';
import type { Parameter } from '../ensemble-data.ts';
import type { Header } from './csv-header.ts';
import { parseNumber } from './csv-values.ts';
import { ImportRefused } from './outcome.ts';
import type { RowReader } from './read-table.ts';

const CATEGORY_MAX_LENGTH = 200;

/** Takes the rows of a file with one row for each realization. */
export class ParametersTable {
  readonly #header: Header;
  readonly #rows = new Map<number, { readonly fields: readonly string[]; readonly line: number }>();

  constructor(header: Header) {
    if (header.columns.length > PARAMETERS_MAX) {
      throw new ImportRefused(`There are more than ${PARAMETERS_MAX} parameters.`, 1);
    }
    this.#header = header;
  }

  readonly takeRow: RowReader = (fields, realization, line) => {
    const earlier = this.#rows.get(realization);
    if (earlier)
      return `Realization ${realization} is there twice: line ${earlier.line} has it too.`;
    const long = this.#header.columns.find(
      ({ field }) => (fields[field] ?? '').length > CATEGORY_MAX_LENGTH,
    );
    if (long)
      return `The text in column ${long.name} has more than ${CATEGORY_MAX_LENGTH} characters.`;
    this.#rows.set(realization, { fields, line });
    return undefined;
  };

  /** Realizations that have a row. */
  get realizations(): ReadonlySet<number> {
    return new Set(this.#rows.keys());
  }

  /** A column of numbers becomes a number, any other one a category. Missing where a realization has no row. */
  toParameters(realizations: Int32Array): Parameter[] {
    return this.#header.columns.map(({ name, unit, field }) => {
      const texts = Array.from(realizations, (one) => this.#rows.get(one)?.fields[field] ?? '');
      const numbers = texts.map(parseNumber);
      if (numbers.every((value) => value !== undefined)) {
        return { kind: 'number', name, unit, values: Float64Array.from(numbers) };
      }
      const categories = [...new Set(texts.filter((text) => text !== ''))].sort();
      if (categories.length > CATEGORIES_MAX) {
        throw new ImportRefused(
          `Column ${name} holds text and has more than ${CATEGORIES_MAX} different values.`,
        );
      }
      const codes = Int32Array.from(texts, (text) => categories.indexOf(text));
      return { kind: 'category', name, categories, codes };
    });
  }
}
