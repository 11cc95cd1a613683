import type { Page } from 'playwright-core';

/** Spoils every stored part, and takes away the entries that could stand in for them. */
export function damageParts(page: Page): Promise<void> {
  return page.evaluate(changeStored, 'damage');
}

/** Spoils the stored parts in whose JSON this stands, and takes away the entries that could stand in for them. */
export function damagePartsWith(page: Page, text: string): Promise<void> {
  return page.evaluate(changeStored, `damage ${text}`);
}

/** What is stored looks as if a later build had written it. */
export function makeNewer(page: Page): Promise<void> {
  return page.evaluate(changeStored, 'newer');
}

async function changeStored(how: string): Promise<void> {
  localStorage.clear();
  const [{ name = '' } = {}] = await indexedDB.databases();
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const [what, text = ''] = how.split(' ');
  const store = what === 'damage' ? 'parts' : 'buffers';
  const transaction = database.transaction(store, 'readwrite');
  transaction.objectStore(store).openCursor().onsuccess = (event) => {
    const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
    if (!cursor) return;
    const { value } = cursor;
    const newer = () => ({ ...value, info: { ...value.info, schemaVersion: 99 } });
    if (what !== 'damage') cursor.update(newer());
    else if (String(value).includes(text)) cursor.update(42);
    cursor.continue();
  };
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}
