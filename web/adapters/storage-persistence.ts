/**
 * Asks the browser not to clear this site's storage when the device runs out of space.
 * @returns true if it agreed. Never rejects.
 */
export async function askToKeepStorage(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}

/** How many bytes this site may still store; null if the browser does not say. Never rejects. */
export async function freeBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null;
  }
}
