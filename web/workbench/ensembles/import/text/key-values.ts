/** Files of "KEY VALUE" lines: `parameters.txt`. */
import { parseDate } from '../values/dates.ts';
import { parseNumber } from '../values/numbers.ts';
import { recordsOf, type TextRecord } from './records.ts';

/** The lines of keys and values, which blanks or tabs separate. Parameters as for `recordsOf`. */
export function pairsOf(text: string, maximum: number, isWhole: boolean): TextRecord[] {
  // A tab in quotes is part of a text.
  const blanks = text.includes('"') ? text : text.replaceAll('\t', ' ');
  return recordsOf(blanks, ' ', maximum, isWhole);
}

/** Whether lines that blanks separate are keys and values, and no table. */
export function isKeyValues(records: readonly TextRecord[]): boolean {
  const keys = new Set(records.map(({ fields: [key = ''] }) => key));
  return (
    keys.size === records.length &&
    records.every(({ fields }) => fields.length === 2 && isKey(fields[0] ?? '')) &&
    records.some(({ fields }) => isNumber(fields[1])) &&
    // "DATE FOPR" with values below is a table, not a key and a value.
    (isNumber(records[0]?.fields[1]) || records.length > 2)
  );
}

/**
 * Whether lines are keys and values although they also look like a table of two columns: because of decimal commas, tabs,
 * or a key that occurs twice. Names of columns would be no numbers, so the first line has a value.
 */
export function arePairs(records: readonly TextRecord[]): boolean {
  return (
    records.length > 0 &&
    isNumber(records[0]?.fields[1]) &&
    records.every(
      ({ fields: [key = '', value = '', ...more] }) =>
        more.length === 0 &&
        /^[^,;|]+$/.test(key) &&
        isKey(key) &&
        (isNumber(value) || /^[^,;|]+$/.test(value)),
    )
  );
}

const isNumber = (text = '') =>
  parseNumber(text, '.') !== undefined || parseNumber(text, ',') !== undefined;

const isKey = (text: string) => !isNumber(text) && !parseDate(text);
