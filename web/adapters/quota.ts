const QUOTA_NAMES = new Set(['QuotaExceededError', 'NS_ERROR_DOM_QUOTA_REACHED']);
/** `DOMException.code` of a full storage: the standard one, and an older one of Firefox. */
const QUOTA_CODES = new Set([22, 1014]);

/** True if an error means that there is no space left, in any browser. */
export function isQuotaError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code } = error as { name?: unknown; code?: unknown };
  return QUOTA_NAMES.has(name as string) || QUOTA_CODES.has(code as number);
}
