import { type BuildContext, listed } from './context.ts';
import type { Facts } from './facts.ts';

const PATTERNS = [
  /realiz?s?ation[-_ .]?(\d{1,9})/i,
  /(?:^|[^a-z])real[-_ .]?(\d{1,9})/i,
  /(?:^|[^a-z0-9])r[-_]?(\d{1,9})(?:\D|$)/i,
];

/**
 * Gives files without a realization column a realization each: the number in their names, or else in order. A single
 * such file is realization 0.
 */
export function numberFiles(all: readonly Facts[], context: BuildContext): Facts[] {
  const groups = Map.groupBy(
    all.filter((facts) => !facts.realizations && facts.measurements.length === 0),
    (facts) => `${facts.seconds ? '' : 'parameters '}${facts.table.shape}`,
  );
  const numbers = new Map<Facts, number>();
  for (const group of groups.values()) {
    const files = group.map(({ table }) => table.file);
    const found = PATTERNS.map((pattern) => files.map((file) => pattern.exec(file)?.[1]));
    const last = files.map((file) => /(\d{1,9})\D*$/.exec(file.replace(/(\.\w+)+$/, ''))?.[1]);
    const fit = [...found, last].find(
      (names) =>
        names.every((one) => one !== undefined) && new Set(names.map(Number)).size === names.length,
    );
    const ordered = [...group].sort((a, b) =>
      a.table.file.localeCompare(b.table.file, 'en', { numeric: true }),
    );
    for (const [i, facts] of group.entries()) {
      const isAlone = group.length === 1 && facts.seconds !== null;
      numbers.set(
        facts,
        isAlone && !found.some(([name]) => name)
          ? 0
          : fit
            ? Number(fit[i])
            : ordered.indexOf(facts),
      );
    }
    const said = group.map((facts) => numbers.get(facts) ?? 0).sort((a, b) => a - b);
    const how =
      group.length === 1
        ? 'it has no realization column, so it is'
        : fit
          ? 'by their names, they are'
          : 'in the order of their names, they are';
    const which = group.length === 1 ? files[0] : `${group.length} files`;
    context.notes.add(`${which}: ${how} realization${said.length > 1 ? 's' : ''} ${listed(said)}.`);
  }
  return all.map((facts) => {
    const number = numbers.get(facts);
    if (number === undefined) return facts;
    return { ...facts, realizations: new Int32Array(facts.rowCount).fill(number) };
  });
}
