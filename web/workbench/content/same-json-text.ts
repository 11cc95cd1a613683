/** Whether two values have equal JSON, with fields in the same order. For small values: it stringifies both. */
export function sameJsonText(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
