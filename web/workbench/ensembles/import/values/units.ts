import { shortName } from '../../../content/short-name.ts';

const BRACKETED = /^(.*\S)\s*(?:\[([^[\]]*)\]|\(([^()]*)\))$/s;
const UNIT_MAX_LENGTH = 40;

/** Components of oilfield units, in lower case. */
const KNOWN = new Set(
  `sm rm m km cm mm ft in inch nm micron stb bbl rb rstb cf scf mscf mmscf bscf tscf bcf tcf mcf mmcf l ml gal
  ksm msm gsm mmsm mmstb mstb mbbl mmbbl kbbl kstb boe mboe mmboe mmbtu btu
  bar bara barsa barg pa kpa mpa gpa psi psia psig psf atm torr
  d day days h hr hrs hour hours min minute minutes s sec second seconds ms yr yrs year years month months week weeks
  kg g mg t te tonne tonnes ton lb lbs lbm mt kt mol kmol gmol lbmol kmole mole
  c f k r degc degf degk degr deg rad degree degrees
  cp md mdarcy darcy d ad mdm mdft dynes dyne n kn mn n/m
  j kj mj gj tj w kw mw gw wh kwh mwh gwh twh v kv amp ma hz khz mhz gapi api
  usd musd mmusd kusd eur meur nok mnok knok gbp mgbp dollar dollars
  frac fraction fractions unitless dimensionless dimless none v pu percent ppm ppb ppmv vol wt sv pv ratio count`
    .split(/\s+/)
    .filter(Boolean),
);
const SUPERSCRIPTS: Readonly<Record<string, string>> = { '\u00b2': '2', '\u00b3': '3' };

/** Whether a text is a known unit or composed of known components: "Sm3/d", "10^6 m\u00b3", "-", "%". */
export function isUnit(text: string): boolean {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\u00b2\u00b3]/g, (mark) => SUPERSCRIPTS[mark] as string)
    .replace(/\u00b0/g, 'deg')
    .replace(/\u00b5|\u03bc/g, 'micro');
  if (/^(-|%|\$|m\$|mm\$|k\$|\u20ac)$/.test(plain)) return true;
  const parts = plain.split(/[\s/*.\u00b7()-]+/).filter(Boolean);
  return (
    parts.length > 0 &&
    parts.some((part) => /[a-z%$]/.test(part)) &&
    parts.every((part) => /^(10\^?\d+|1?e\d+|\d)$/.test(part) || isPart(part))
  );
}

function isPart(part: string): boolean {
  const base = part.replace(/\^?-?[1-4]$/, '');
  return KNOWN.has(part) || KNOWN.has(base) || /^(micro[a-z]{1,2}|%|\$)$/.test(part);
}

export interface NameAndUnit {
  readonly name: string;
  readonly unit: string;
}

/** Splits "FOPR [Sm3/d]" into name and unit; "ROIP (1)" is only a name. A line break becomes a space. */
export function splitUnit(header: string): NameAndUnit {
  const text = header.replace(/\s+/g, ' ').trim();
  const [, name, square, round] = BRACKETED.exec(text) ?? [];
  const unit = (square ?? round ?? '').trim();
  const isOne = name !== undefined && unit.length <= UNIT_MAX_LENGTH && isUnit(unit);
  return isOne ? { name, unit } : { name: text, unit: '' };
}

/** Names and units of headers. Headers that would get the same name keep their unit in the name. */
export function namesAndUnits(headers: readonly string[]): NameAndUnit[] {
  const split = headers.map(splitUnit);
  const count = new Map<string, number>();
  for (const { name } of split) count.set(name, (count.get(name) ?? 0) + 1);
  return split.map((one, i) => {
    const whole = (headers[i] as string).replace(/\s+/g, ' ').trim();
    const { name, unit } = (count.get(one.name) ?? 0) > 1 ? { name: whole, unit: '' } : one;
    return { name: shortName(name), unit };
  });
}
