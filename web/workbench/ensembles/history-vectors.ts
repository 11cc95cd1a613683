/** History vectors such as "FOPRH" and "WOPRH:A1": measured values that were given to the simulator. */
const HISTORY = /^([FGW][A-Z0-9]{2,6})H(:.+)?$/;

/** The simulated vector of a history vector: "WOPR:A1" for "WOPRH:A1". Undefined for other names. */
export function historyOf(name: string): string | undefined {
  const [, vector, place = ''] = HISTORY.exec(name) ?? [];
  return vector && `${vector}${place}`;
}

/** The history vector of a vector, if it exists: "FOPRH" for "FOPR". */
export function historyAmong(
  vectors: { has(name: string): boolean },
  name: string,
): string | undefined {
  const [vector = name, ...place] = name.split(':');
  const history = [`${vector}H`, ...place].join(':');
  return historyOf(history) === name && vectors.has(history) ? history : undefined;
}
