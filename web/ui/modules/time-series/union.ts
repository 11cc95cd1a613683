/** The dates of all lists, ascending; the first list itself if the others have no more. */
export function unionOf(lists: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(0), ...others] = lists;
  const same = others.every(
    (list) => list.length === first.length && list.every((time, i) => time === first[i]),
  );
  if (same) return first;
  return Float64Array.from(new Set(lists.flatMap((list) => [...list]))).sort();
}
