/** True if an error means that there is no space left, in any browser. */
export function isQuotaError(error: unknown): boolean {
  const { name } = (error ?? {}) as { name?: unknown };
  // Firefox has its own name for a full localStorage.
  return name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED';
}
