/** Whether objects and lists inside each other go deeper than `maximum`; walks without recursion. */
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
