/** Whether objects and lists are nested deeper than `maximum`. Does not recurse. */
export function isDeeperThan(value: unknown, maximum: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maximum) return true;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item).filter(isContainer) : [],
    );
  }
  return false;
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
