/**
 * Asks the browser not to clear this site's storage when the device runs short.
 * @returns whether it agreed; false where it cannot be asked. Never throws.
 */
export async function askToKeepStorage(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}

/** Bytes that this site may still store; null where the browser does not say. Never rejects. */
export async function freeBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null;
  }
}
