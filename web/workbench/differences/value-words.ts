import type { Layout, RealizationRange } from '../content/schema.ts';
import { formatRanges } from '../ensembles/realization-ranges.ts';
import { fieldWords, type NameOf } from './field-words.ts';

/** How many items of a list or an object are written. */
const WRITTEN_MAX = 12;

/** A JSON value in words. Texts are not shortened. */
export function valueWords(value: unknown, nameOf: NameOf): string {
  if (value === undefined || value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return nameOf(value) ?? value;
  if (Array.isArray(value)) return listWords(value, nameOf);
  return typeof value === 'object' ? objectWords(value, nameOf) : String(value);
}

function listWords(list: readonly unknown[], nameOf: NameOf): string {
  if (list.length === 0) return 'none';
  if (list.every(isRange)) return formatRanges(list);
  return written(list.map((item) => () => valueWords(item, nameOf)));
}

function objectWords(value: object, nameOf: NameOf): string {
  if (isPlace(value)) {
    return `column ${value.x + 1}, row ${value.y + 1}, ${value.w} columns by ${value.h} rows`;
  }
  if ('encoding' in value && 'length' in value) return `${value.length} numbers`;
  if ('name' in value && typeof value.name === 'string') return value.name;
  const entries = Object.entries(value);
  if (entries.length === 0) return 'none';
  return written(
    entries.map(
      ([key, inner]) =>
        () =>
          `${fieldWords([key], nameOf)}: ${valueWords(inner, nameOf)}`,
    ),
  );
}

function written(things: readonly (() => string)[]): string {
  const shown = things.slice(0, WRITTEN_MAX).map((write) => write());
  const more = things.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function isRange(value: unknown): value is RealizationRange {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isInteger);
}

function isPlace(value: object): value is Layout {
  return ['x', 'y', 'w', 'h'].every((key) => Number.isInteger(Reflect.get(value, key)));
}
