const QUOTA_NAMES = new Set(['QuotaExceededError', 'NS_ERROR_DOM_QUOTA_REACHED']);
/** `DOMException.code` of a full store: the standard's, and Firefox's older own. */
const QUOTA_CODES = new Set([22, 1014]);

/** Whether an error means "this device has no room left", in every browser's spelling. */
export function isQuotaError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code } = error as { name?: unknown; code?: unknown };
  return QUOTA_NAMES.has(name as string) || QUOTA_CODES.has(code as number);
}
