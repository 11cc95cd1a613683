/**
 * Spellings of one part of a unit, the common one first. Only names of exactly the same unit: "bar" is none of "bara",
 * "bbl" none of "stb".
 */
const SPELLINGS = `
  d day days
  h hr hrs hour hours
  min minute minutes
  s sec second seconds
  week weeks
  month months
  y yr yrs year years
  m metre metres meter meters
  ft feet foot
  in inch
  bara barsa
  psia psi(a)
  psig psi(g)
  bbl bbls
  lb lbs
  t te tonne tonnes
  degc celsius
  degf fahrenheit
  degk kelvin
  cp cpoise
  md mdarcy
  frac fraction fractions
  % percent
  - dimensionless dimless unitless`;

const COMMON: ReadonlyMap<string, string> = new Map(
  SPELLINGS.trim()
    .split('\n')
    .flatMap((line) => {
      const [common = '', ...others] = line.trim().split(' ');
      return others.map((other): [string, string] => [other, common]);
    }),
);

/**
 * Prefixes that are others in capitals. With these units, a small m is a thousandth (or "mm"), and a capital M a million:
 * "mPa" and "MPa" are different. "nm" is no "Nm", and "dm" no "Dm".
 */
const CASED_PREFIX =
  /^(?:m(?=(?:pa[ags]?|bar|w|wh|j|n|v|a|hz|g|m|t|s|l|mol|k|ev|ohm|cal)(?![a-z]))|[dn](?=m$))/i;

/** A text that is the same for all spellings of a unit: "SM3/DAY" and "Sm\u00b3 / d". Nothing is converted. */
export function unitKey(unit: string): string {
  const text = unit
    .trim()
    .replaceAll('\u00b2', '2')
    .replaceAll('\u00b3', '3')
    .replaceAll(/\u00b0\s*/g, 'deg')
    .replaceAll(/[\u00b5\u03bc]/g, 'micro')
    .replaceAll('^', '')
    .replaceAll(/\s*\/\s*/g, '/')
    .replaceAll(/\s*[\s*.\u00b7]\s*/g, '*');
  // Alone, a capital D is a darcy; in a rate it is a day.
  if (text === 'D') return 'darcy';
  return text
    .split(/([/*])/)
    .map((part) => {
      const [prefix = ''] = CASED_PREFIX.exec(part) ?? [];
      const key = prefix + part.slice(prefix.length).toLowerCase();
      return COMMON.get(key) ?? key;
    })
    .join('');
}

/** Whether two units are one unit, however they are spelled. */
export function isSameUnit(one: string, other: string): boolean {
  return one === other || unitKey(one) === unitKey(other);
}

/** The first spelling of each different unit, in order of first occurrence. */
export function differentUnits(units: readonly string[]): readonly string[] {
  return [...Map.groupBy(units, unitKey).values()].map(([first = '']) => first);
}
