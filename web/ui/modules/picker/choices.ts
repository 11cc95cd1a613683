import { vectorWords } from '../../../workbench/ensembles/vector-words.ts';
import { namesOf, type ShownEnsemble } from '../shown-ensembles.ts';

/** One option of a picker. */
export interface Choice {
  readonly value: string;
  readonly name: string;
  /** What the name means; empty if not known. */
  readonly words: string;
  readonly group: string;
}

/** Maximum number of listed choices; typing finds the others. */
export const LISTED_MAX = 200;

export function vectorChoices(ensembles: readonly ShownEnsemble[]): readonly Choice[] {
  return namesOf(ensembles, 'vectors').map((name) => ({ value: name, name, ...vectorWords(name) }));
}

/** Without `words`, only parameters of numbers. */
export function parameterChoices(
  ensembles: readonly ShownEnsemble[],
  words = true,
): readonly Choice[] {
  return namesOf(ensembles, 'parameters').flatMap((name) => {
    const having = ensembles.find(({ data }) => data.parameters.has(name));
    const parameter = having?.data.parameters.get(name);
    if (!words && parameter?.kind === 'category') return [];
    const all = parameter?.kind === 'category' ? parameter.categories.join(', ') : '';
    return [{ value: name, name, words: all.slice(0, 80), group: 'Parameters' }];
  });
}

/** Choices that contain each word of the text; matches in names come first. */
export function found(choices: readonly Choice[], text: string): readonly Choice[] {
  const tokens = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (tokens.length === 0) return choices;
  const has = (where: string) => tokens.every((token) => where.toLowerCase().includes(token));
  const byName = choices.filter(({ name }) => has(name));
  const begins = byName.filter(({ name }) => name.toLowerCase().startsWith(tokens[0] ?? ''));
  const rest = byName.filter((choice) => !begins.includes(choice));
  const byWords = choices.filter(
    (choice) => !has(choice.name) && has(`${choice.name} ${choice.words} ${choice.group}`),
  );
  return [...begins, ...rest, ...byWords];
}

export interface Group {
  readonly name: string;
  readonly choices: readonly Choice[];
}

/** Groups the choices, in order of each group's first choice. */
export function grouped(choices: readonly Choice[]): readonly Group[] {
  const groups = new Map<string, Choice[]>();
  for (const choice of choices) {
    const list = groups.get(choice.group) ?? [];
    list.push(choice);
    groups.set(choice.group, list);
  }
  return [...groups].map(([name, list]) => ({ name, choices: list }));
}

const RECENT_MAX = 5;
let recent: readonly string[] = [];

/** Remembers a chosen name until the page is closed. */
export function remember(name: string): void {
  recent = [name, ...recent.filter((other) => other !== name)].slice(0, RECENT_MAX);
}

/** The names chosen last in any picker, the latest first. */
export const recentNames = (): readonly string[] => recent;

/** Puts the choices with these names in front, in their own group. */
export function withRecent(
  choices: readonly Choice[],
  names: readonly string[],
): readonly Choice[] {
  const first = names.flatMap((name) => choices.filter((choice) => choice.name === name));
  if (choices.length <= RECENT_MAX * 2) return choices;
  return [...first.map((choice) => ({ ...choice, group: 'Recent' })), ...choices];
}

/** Adds or removes a name. At least one remains; with more than `most`, the first ones are removed. */
export function toggled(names: readonly string[], name: string, most: number): readonly string[] {
  if (!names.includes(name)) return [...names, name].slice(-most);
  return names.length === 1 ? names : names.filter((one) => one !== name);
}
