/** What the first letter of a vector's name stands for. */
const OF: Readonly<Record<string, string>> = {
  F: 'Field',
  W: 'Wells',
  G: 'Groups',
  R: 'Regions',
  B: 'Blocks',
  C: 'Connections',
  S: 'Segments',
  A: 'Aquifers',
};

const PHASES: Readonly<Record<string, string>> = {
  O: 'oil',
  W: 'water',
  G: 'gas',
  L: 'liquid',
  V: 'reservoir volume',
};

/** Mnemonics that are not composed of phase, direction and kind. */
const WHOLE: Readonly<Record<string, string>> = {
  WCT: 'water cut',
  GOR: 'gas-oil ratio',
  OGR: 'oil-gas ratio',
  WGR: 'water-gas ratio',
  GLR: 'gas-liquid ratio',
  PR: 'average pressure',
  PRP: 'pressure',
  BHP: 'bottom-hole pressure',
  THP: 'tubing-head pressure',
  OIP: 'oil in place',
  GIP: 'gas in place',
  WIP: 'water in place',
  OE: 'oil recovery efficiency',
  PI: 'productivity index',
  MWPR: 'producing wells',
  MWIN: 'injecting wells',
  SAT: 'saturation',
  OSAT: 'oil saturation',
  WSAT: 'water saturation',
  GSAT: 'gas saturation',
};

export interface VectorWords {
  /** "Field", "Wells", or "Others" for a name that follows no convention. */
  readonly group: string;
  /** "oil production rate"; empty if unknown. */
  readonly words: string;
}

/** A vector's name in words, by the summary conventions: "FOPR" is the field's oil production rate. */
export function vectorWords(name: string): VectorWords {
  const [mnemonic = '', place = ''] = name.split(':');
  const group = OF[mnemonic.charAt(0)];
  const what = group && whatWords(mnemonic.slice(1));
  if (!group || !what) return { group: 'Others', words: '' };
  return { group, words: place ? `${what} of ${place}` : what };
}

function whatWords(code: string): string | undefined {
  const isHistory = code.length > 2 && code.endsWith('H');
  const known = WHOLE[code] ?? quantityWords(code);
  if (known) return known;
  const plain = isHistory ? code.slice(0, -1) : code;
  const words = isHistory ? (WHOLE[plain] ?? quantityWords(plain)) : undefined;
  return words && `${words}, history`;
}

/** Mnemonics like "OPR": phase, production or injection, rate or total. */
function quantityWords(code: string): string | undefined {
  const match = /^([OWGLV])([PI])([RT])$/.exec(code);
  if (!match) return undefined;
  const [, phase = '', direction, kind] = match;
  const done = direction === 'P' ? 'production' : 'injection';
  return `${PHASES[phase]} ${done} ${kind === 'R' ? 'rate' : 'total'}`;
}
