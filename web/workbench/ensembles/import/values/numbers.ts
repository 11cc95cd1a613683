export type Decimal = '.' | ',';

const MISSING = new Set([
  ...['', 'nan', '-nan', '+nan', 'na', 'n/a', '<na>', 'nat', 'none', 'null', 'nil', '(null)'],
  ...[
    '-',
    '--',
    '---',
    '\u2212',
    '\u2013',
    '\u2014',
    '.',
    '#n/a',
    '#na',
    '#nv',
    '#value!',
    '#ref!',
  ],
  ...['#div/0!', '#num!', '#name?', '#null!', '#n/d', '#wert!', '#bezug!', '#zahl!'],
  ...['inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity', '1.#inf', '-1.#inf'],
  ...['1.#ind', '-1.#ind', '1.#qnan', '-1.#qnan', '1.#snan', 'nan(ind)', '-nan(ind)'],
  ...['nan(snan)', '-nan(snan)'],
]);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[ed][+-]?\d+)?$/i;
/**
 * Thousands separated by a point, comma, apostrophe or space, by decimal mark. They never begin with 0: the comma of
 * "0,970" is a decimal one.
 */
const GROUPED = {
  '.': /^[+-]?[1-9]\d{0,2}(?:([, '\u2019\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^[+-]?[1-9]\d{0,2}(?:([. '\u2019\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:,\d*)?$/,
};
const SEPARATORS = { '.': /[, '\u2019\u00a0\u202f\u2009]/g, ',': /[. '\u2019\u00a0\u202f\u2009]/g };

/** Whether a cell is one of the texts by which programs mark a missing number. */
export function isMissing(text: string): boolean {
  return MISSING.has(text.toLowerCase());
}

/** Whether a cell is "none", which means missing among numbers, but is a word among words. */
export const isNone = (text: string) => text.toLowerCase() === 'none';

/**
 * Parses a number as programs of any country write it: "1.5D+03", "\u22121.5E\u22123", "3 970,23". Undefined for anything
 * else.
 * A number too large for 64 bits is infinite.
 */
export function parseNumber(text: string, decimal: Decimal): number | undefined {
  const signed = withHyphens(text);
  const plain = decimal === ',' ? (signed.includes('.') ? '' : signed.replace(',', '.')) : signed;
  if (NUMBER.test(plain)) return Number(plain.replace(/d/i, 'e'));
  if (!GROUPED[decimal].test(signed)) return undefined;
  return Number(signed.replace(SEPARATORS[decimal], '').replace(',', '.'));
}

/** Whether a number has thousands separators. */
export function isGrouped(text: string, decimal: Decimal): boolean {
  return GROUPED[decimal].test(withHyphens(text));
}

/** With each minus sign (U+2212) as the "-" of the keyboard. */
export function withHyphens(text: string): string {
  return text.replaceAll('\u2212', '-');
}

/** The dash that stands where a number should have its minus sign. Undefined for anything else. */
export function dashIn(text: string, decimal: Decimal): 'an en dash' | 'an em dash' | undefined {
  const dash = text.charAt(0);
  if (dash !== '\u2013' && dash !== '\u2014') return undefined;
  if (parseNumber(`-${text.slice(1)}`, decimal) === undefined) return undefined;
  return dash === '\u2013' ? 'an en dash' : 'an em dash';
}
