import type { Page } from 'playwright-core';

/** Damages every stored part, and removes the entries that could replace them. */
export function damageParts(page: Page): Promise<void> {
  return page.evaluate(changeStored, 'damage');
}

/** Damages the stored parts whose JSON contains `text`, and removes the entries that could replace them. */
export function damagePartsWith(page: Page, text: string): Promise<void> {
  return page.evaluate(changeStored, `damage ${text}`);
}

/** Makes the stored data look as if a later build had written it. */
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
