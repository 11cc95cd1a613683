import { ImportRefused } from '../problems.ts';
import { parseDate } from '../values/dates.ts';
import { type Decimal, isMissing, parseNumber, withHyphens } from '../values/numbers.ts';
import { isUnit } from '../values/units.ts';
import { arePairs, isKeyValues, pairsOf } from './key-values.ts';
import { recordsOf, type TextRecord } from './records.ts';
import type { Delimiter, TextChoices } from './text-format.ts';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|', ' '];
const RECORDS_LOOKED_AT = 400;
/** Share of the records that must have the most common number of fields. */
const REGULAR = 0.8;

/** Format of a text file, as found in its first lines. */
export interface TextLayout {
  readonly delimiter: Delimiter;
  readonly decimal: Decimal;
  readonly headers: readonly string[];
  /** Units by column; empty if there is no line of units. */
  readonly units: readonly string[];
  /** Offset in characters and line number of the first row of data. */
  readonly bodyStart: number;
  readonly bodyLine: number;
  readonly notes: readonly string[];
  /** Whether the lines are "KEY VALUE" lines. `headers` has the first keys only. */
  readonly isKeyValues?: boolean;
}

/** Finds delimiter, header, units and decimal mark in a file's head. Throws ImportRefused if it has no table. */
export function findLayout(head: string, isWhole: boolean, choices: TextChoices): TextLayout {
  refuseReports(head);
  const hint = /^sep=(.)[\r\n]/i.exec(head);
  const text = hint ? head.replace(/^[^\r\n]*/, (line) => ' '.repeat(line.length)) : head;
  const hinted = DELIMITERS.find((one) => one === hint?.[1]);
  const candidates =
    (choices.delimiter ?? hinted) ? [(choices.delimiter ?? hinted) as Delimiter] : DELIMITERS;
  const tries = candidates.map((delimiter) => {
    const records = recordsOf(text, delimiter, RECORDS_LOOKED_AT, isWhole);
    return { delimiter, records, ...regularity(records) };
  });
  const isMark = tries.some(hasDecimalCommasOnly);
  const records = tries[0]?.records ?? [];
  if (records.length === 0) throw new ImportRefused('The file is empty.');
  const blanks = tries.find(({ delimiter }) => delimiter === ' ')?.records;
  const best =
    tries
      .filter(({ width, share, delimiter }) => width > 1 && (share >= REGULAR || delimiter !== ' '))
      .filter(({ delimiter }) => delimiter !== ',' || !isMark)
      .sort((a, b) => rank(b) - rank(a))[0] ?? (candidates.length === 1 ? tries[0] : undefined);
  if (blanks && (!best || best.delimiter === ' ' || best.share < REGULAR) && isKeyValues(blanks)) {
    return keyValueLayout(blanks, choices.decimal ?? decimalOf(blanks, ' '));
  }
  const pairs = candidates.length > 1 ? pairsOf(text, RECORDS_LOOKED_AT, isWhole) : [];
  if (arePairs(pairs)) return keyValueLayout(pairs, choices.decimal ?? decimalOf(pairs, ' '));
  if (!best) {
    throw new ImportRefused(
      'No columns are found: a table has a line of names, then lines with as many values, separated by commas, semicolons, tabs, "|" or blanks.',
      records[0]?.line,
    );
  }
  return tableLayout(best.records, best.delimiter, best.width, choices);
}

/** A file's head as one delimiter splits it. */
interface Try {
  readonly delimiter: Delimiter;
  readonly records: readonly TextRecord[];
  readonly width: number;
  readonly share: number;
}

function rank({ share, width, delimiter }: Try) {
  // Blanks also occur in dates and texts, so they are the last choice.
  return (
    (share >= REGULAR ? 1000 : 0) +
    (delimiter === ' ' ? -500 : 0) +
    share * 10 +
    Math.min(width, 50) / 10
  );
}

/** Whether tabs or blanks separate fields, and each field with a comma is a number. Then no comma is a delimiter. */
function hasDecimalCommasOnly({ delimiter, records, width, share }: Try): boolean {
  if (delimiter !== '\t' && delimiter !== ' ') return false;
  const fields = records.flatMap((record) => record.fields).filter((field) => field.includes(','));
  return (
    width > 1 &&
    share >= REGULAR &&
    fields.length > 0 &&
    fields.every((field) => parseNumber(field, ',') !== undefined)
  );
}

/** The most common number of fields, and the share of records with it; ignores an empty last field. */
function regularity(records: readonly TextRecord[]): { width: number; share: number } {
  const counts = new Map<number, number>();
  const widths = records.map(({ fields }) =>
    fields.at(-1) === '' ? fields.length - 1 : fields.length,
  );
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  const close = widths.filter((one) => one === width || one === width - 1).length;
  return { width, share: records.length ? close / records.length : 0 };
}

function tableLayout(
  records: readonly TextRecord[],
  delimiter: Delimiter,
  width: number,
  choices: TextChoices,
): TextLayout {
  const notes: string[] = [];
  const at = records.findIndex(({ fields }) => fields.length >= width && looksLikeHeader(fields));
  const header = records[at];
  if (!header) {
    throw new ImportRefused(
      'There is no line with the names of the columns; put one above the values, like "REAL,DATE,FOPR".',
      records[0]?.line,
    );
  }
  if (at > 0) {
    const lines = records.slice(0, at).map(({ line }) => line);
    notes.push(
      lines.length === 1
        ? `Line ${lines[0]} looks like a title and is skipped`
        : `Lines ${lines[0]} to ${lines.at(-1)} look like titles and are skipped`,
    );
  }
  const next = records[at + 1];
  const units = next && isUnitsRow(next.fields, records[at + 2]?.fields) ? next.fields : [];
  const body = records[units.length > 0 ? at + 2 : at + 1];
  if (!body) {
    throw new ImportRefused(
      'There is a line of names and no line of values below it.',
      header.line,
    );
  }
  return {
    delimiter,
    decimal: choices.decimal ?? decimalOf(records.slice(at + 1), delimiter),
    headers: header.fields,
    units: units.map((unit) => unit.replace(/^[[(]|[\])]$/g, '')),
    bodyStart: body.start,
    bodyLine: body.line,
    notes,
  };
}

/** Whether fields are names: no dates, and few numbers (which can be names of realization columns). */
function looksLikeHeader(fields: readonly string[]): boolean {
  const named = fields.filter((field) => field !== '');
  const words = named.filter((field) => parseNumber(field, '.') === undefined && !parseDate(field));
  return words.length > 0 &&
    parseNumber(named[0] ?? '', '.') === undefined &&
    !parseDate(named[0] ?? '')
    ? words.length === named.length || /[a-z]/i.test(named[0] ?? '')
    : false;
}

function isUnitsRow(fields: readonly string[], next: readonly string[] | undefined): boolean {
  const filled = fields.filter((field) => field !== '' && !isMissing(field));
  if (filled.length === 0 || !next) return false;
  if (filled.some((field) => parseNumber(field, '.') !== undefined || parseDate(field)))
    return false;
  const units = filled.filter((field) => isUnit(field.replace(/^[[(]|[\])]$/g, '')));
  return (
    units.length >= filled.length / 2 &&
    next.some(
      (field) => parseNumber(field, '.') !== undefined || parseNumber(field, ',') !== undefined,
    )
  );
}

function keyValueLayout(records: readonly TextRecord[], decimal: Decimal): TextLayout {
  return {
    ...{ delimiter: ' ', decimal, units: [], notes: [], bodyStart: 0, bodyLine: 1 },
    headers: records.map(({ fields: [key = ''] }) => key),
    isKeyValues: true,
  };
}

/**
 * The decimal mark that some number proves: a comma not followed by exactly three digits, or after a point; points that
 * occur more than once.
 */
function decimalOf(records: readonly TextRecord[], delimiter: Delimiter): Decimal {
  let points = 0;
  let commas = 0;
  for (const { fields } of records) {
    for (const text of fields) {
      if (!/[.,]/.test(text)) continue;
      const field = withHyphens(text);
      if (/^[+-]?\d{1,3}(?:[. '\u00a0\u202f\u2009]\d{3})+,\d+$/.test(field)) commas++;
      else if (/^[+-]?[1-9]\d{0,2}(?:\.\d{3}){2,}$/.test(field)) commas++;
      else if (/^[+-]?[1-9]\d{0,2}(?:,\d{3}){2,}$/.test(field)) points++;
      else if (
        /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i.test(field) &&
        !/^[+-]?[1-9]\d{0,2},\d{3}$/.test(field)
      )
        commas++;
      else if (
        /^[+-]?\d*\.\d+(?:[ed][+-]?\d+)?$/i.test(field) &&
        !/^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(field)
      )
        points++;
      else if (/^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/.test(field)) points++;
    }
  }
  return commas > points || (commas > 0 && delimiter === ';' && commas === points) ? ',' : '.';
}

function refuseReports(head: string): void {
  if (/^1?\s*\n?\s*-{20,}[\s\S]{0,400}SUMMARY OF RUN/m.test(head)) {
    throw new ImportRefused(
      'This is an Eclipse RSM report, which cannot be imported; import the .SMSPEC and .UNSMRY files of the run, or a CSV export of them.',
    );
  }
}
