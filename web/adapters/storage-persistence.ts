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
