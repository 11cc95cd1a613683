import { ImportRefused } from '../problems.ts';
import type { Table } from '../table.ts';
import { binaryTable } from './binary-table.ts';
import { eclipseArrays } from './eclipse-records.ts';
import { summaryName } from './summary-names.ts';

const SECONDS: Readonly<Record<string, number>> = { DAYS: 86_400, HOURS: 3600, YEARS: 31_557_600 };

/** A vector of a summary; `at` is its index in each PARAMS array. */
interface Item {
  readonly name: string;
  readonly unit: string;
  readonly at: number;
}

interface Specification {
  readonly items: readonly Item[];
  /** How many values each PARAMS array has. */
  readonly width: number;
  /** Seconds since 1970. */
  readonly start: number;
}

/** Reads an Eclipse summary: the description of its vectors (.SMSPEC) and their values (.UNSMRY). */
export function readSummary(file: string, header: ArrayBuffer, data: ArrayBuffer): Table {
  const { items, width, start } = specificationOf(header);
  const steps: Float64Array[] = [];
  for (const { keyword, numbers } of eclipseArrays(data)) {
    if (keyword !== 'PARAMS') continue;
    if (numbers.length !== width) {
      throw new ImportRefused(
        `A time step has ${numbers.length} values where the .SMSPEC file names ${width}; the two files are of different runs, import those that belong together.`,
      );
    }
    steps.push(numbers);
  }
  const time = items.find(({ name }) => name === 'TIME');
  if (!time) throw new ImportRefused('The summary has no TIME vector, so its dates are not known.');
  const scale = SECONDS[time.unit.toUpperCase()] ?? 86_400;
  const dates = steps.map((step) =>
    new Date((start + Math.round((step[time.at] as number) * scale)) * 1000)
      .toISOString()
      .slice(0, 19),
  );
  const vectors = items.map(({ name, unit, at }) => ({
    header: name,
    unit,
    cells: Float64Array.from(steps, (step) => step[at] as number),
  }));
  return binaryTable(
    file,
    'summary',
    [{ header: 'DATE', unit: '', cells: dates }, ...vectors],
    steps.length,
  );
}

function specificationOf(header: ArrayBuffer): Specification {
  const arrays = new Map([...eclipseArrays(header)].map((array) => [array.keyword, array]));
  const keywords = arrays.get('KEYWORDS')?.texts ?? [];
  const names = (arrays.get('WGNAMES') ?? arrays.get('NAMES'))?.texts ?? [];
  const units = arrays.get('UNITS')?.texts ?? [];
  const nums = arrays.get('NUMS')?.numbers;
  const [, nx = 0, ny = 0] = arrays.get('DIMENS')?.numbers ?? [];
  const [day, month, year, hour = 0, minute = 0, microseconds = 0] =
    arrays.get('STARTDAT')?.numbers ?? [];
  if (keywords.length === 0 || day === undefined || month === undefined || year === undefined) {
    throw new ImportRefused(
      'The .SMSPEC file does not name its vectors and the start of the run; copy it again.',
    );
  }
  const items = new Map<string, Item>();
  for (const [at, keyword] of keywords.entries()) {
    const name = summaryName({ keyword, wgname: names[at] ?? '', num: nums?.[at] ?? 0 }, nx, ny);
    // An item that appears twice has the same values both times.
    if (name && !items.has(name)) items.set(name, { name, unit: (units[at] ?? '').trim(), at });
  }
  const start =
    Date.UTC(year, month - 1, day, hour, minute) / 1000 + Math.round(microseconds / 1e6);
  return { items: [...items.values()], width: keywords.length, start };
}
