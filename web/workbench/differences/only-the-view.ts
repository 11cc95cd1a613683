import { differingFields } from './differing-fields.ts';

/** Whether two versions of a part differ only in which dashboard is open, which is personal and no real difference. */
export function isOnlyTheView(parts: {
  readonly mine: unknown;
  readonly theirs: unknown;
}): boolean {
  const fields = differingFields(parts.mine, parts.theirs);
  return fields.length > 0 && fields.every(({ path }) => path.at(-1) === 'activeDashboardId');
}
