/** Whether two values are the same JSON, written in the same order. For small ones: it writes both. */
export function sameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
