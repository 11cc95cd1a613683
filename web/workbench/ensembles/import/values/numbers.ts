export type Decimal = '.' | ',';

const MISSING = new Set([
  ...['', 'nan', '-nan', '+nan', 'na', 'n/a', '<na>', 'nat', 'none', 'null', 'nil', '(null)'],
  ...['-', '--', '---', '\u2013', '\u2014', '.', '#n/a', '#na', '#nv', '#value!', '#ref!'],
  ...['#div/0!', '#num!', '#name?', '#null!', '#n/d', '#wert!', '#bezug!', '#zahl!'],
  ...['inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity', '1.#inf', '-1.#inf'],
  ...['1.#ind', '-1.#ind', '1.#qnan', '-1.#qnan', '1.#snan', 'nan(ind)', '-nan(ind)'],
  ...['nan(snan)', '-nan(snan)'],
]);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[ed][+-]?\d+)?$/i;
/** Thousands in groups of three, by a point, a comma, an apostrophe or a space; written before the decimal mark. */
const GROUPED = {
  '.': /^[+-]?\d{1,3}(?:([, '\u2019\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^[+-]?\d{1,3}(?:([. '\u2019\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:,\d*)?$/,
};
const SEPARATORS = { '.': /[, '\u2019\u00a0\u202f\u2009]/g, ',': /[. '\u2019\u00a0\u202f\u2009]/g };

/** Whether a cell says in one of the ways that programs have that it holds no number. */
export function isMissing(text: string): boolean {
  return MISSING.has(text.toLowerCase());
}

/**
 * A number as programs of any country write it, with one decimal mark: "1.5D+03", "\u22121.5", "3 970,23". Undefined
 * for everything else. A number too large for 64 bits is infinite.
 */
export function parseNumber(text: string, decimal: Decimal): number | undefined {
  const signed = text.charCodeAt(0) === 0x2212 ? `-${text.slice(1)}` : text;
  const plain = decimal === ',' ? (signed.includes('.') ? '' : signed.replace(',', '.')) : signed;
  if (NUMBER.test(plain)) return Number(plain.replace(/d/i, 'e'));
  if (!GROUPED[decimal].test(signed)) return undefined;
  return Number(signed.replace(SEPARATORS[decimal], '').replace(',', '.'));
}

/** Whether a number has its thousands apart. */
export function isGrouped(text: string, decimal: Decimal): boolean {
  return GROUPED[decimal].test(text);
}
