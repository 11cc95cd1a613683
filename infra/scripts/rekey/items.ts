import type { Container, ErrorResponse, ItemDefinition, JSONValue } from '@azure/cosmos';
import { keepingEnd, type Life, ttlToSameEnd } from '../same-end.ts';

/** A document as the database returns it. Only the fields with user ids are used. */
export type Item = ItemDefinition & Life & { id: string; _etag: string };

/** The ids and partition keys of the documents whose `field` equals `value`, across all partitions. */
export async function find(
  container: Container,
  { field, value, partitionKey }: { field: string; value: string; partitionKey: string },
): Promise<readonly { id: string; partition: string; kind?: string }[]> {
  const { resources } = await container.items
    .query<{ id: string; partition: string; kind?: string }>({
      query: `SELECT c.id, c.kind, c.${partitionKey} AS partition FROM c WHERE c.${field} = @value`,
      parameters: [{ name: '@value', value }],
    })
    .fetchAll();
  return resources;
}

/** A document, or undefined if it does not exist. */
export async function read(
  container: Container,
  id: string,
  partition: string,
): Promise<Item | undefined> {
  const { resource } = await container.item(id, partition).read<Item>();
  return resource;
}

/** Creates a copy of a document that expires at the same time; false if the id is taken. */
export async function create(container: Container, item: Item): Promise<boolean> {
  const own = Object.entries(item).filter(([name]) => !name.startsWith('_'));
  const ttl = ttlToSameEnd(item);
  const copy = { ...Object.fromEntries(own), ...(ttl === undefined ? {} : { ttl }) };
  return succeeds(container.items.create(copy), 409);
}

/** Deletes the version that was read; false if it has changed since or is gone. */
export async function remove(
  container: Container,
  item: Item,
  partition: string,
): Promise<boolean> {
  const accessCondition = { type: 'IfMatch', condition: item._etag };
  return succeeds(container.item(item.id, partition).delete({ accessCondition }), 412, 404);
}

/** Sets one field without changing when the document expires; false if the document is gone. */
export async function setField(
  container: Container,
  { id, partition }: { id: string; partition: string },
  field: string,
  value: JSONValue,
): Promise<boolean> {
  for (;;) {
    const item = await read(container, id, partition);
    if (!item) return false;
    const operations = [{ op: 'set' as const, path: `/${field}`, value }, ...keepingEnd(item)];
    const accessCondition = { type: 'IfMatch', condition: item._etag };
    const patched = container.item(id, partition).patch(operations, { accessCondition });
    if (await succeeds(patched, 412, 404)) return true;
  }
}

async function succeeds(
  request: Promise<unknown>,
  ...refusals: readonly number[]
): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (refusals.includes(Number((error as ErrorResponse).code))) return false;
    throw error;
  }
}
