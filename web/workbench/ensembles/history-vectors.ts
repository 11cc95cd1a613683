/** "FOPRH" and "WOPRH:A1": what was measured, as the simulator was given it. */
const HISTORY = /^([FGW][A-Z0-9]{2,6})H(:.+)?$/;

/** The vector that a history vector is the history of: "WOPR:A1" for "WOPRH:A1". Undefined for any other name. */
export function historyOf(name: string): string | undefined {
  const [, vector, place = ''] = HISTORY.exec(name) ?? [];
  return vector && `${vector}${place}`;
}

/** The history of a vector among those there are: "FOPRH" for "FOPR". */
export function historyAmong(
  vectors: { has(name: string): boolean },
  name: string,
): string | undefined {
  const [vector = name, ...place] = name.split(':');
  const history = [`${vector}H`, ...place].join(':');
  return historyOf(history) === name && vectors.has(history) ? history : undefined;
}
