import { useSignal } from '@preact/signals';
import { useApp } from '../app/app-model.ts';
import type { Page } from '../app/ports.ts';
import type { RowPlace } from './list-row.tsx';

/** As many as fit into one query to the cloud: 1,000 characters, ids of at most 21. */
const FAVOURITES_MAX = 40;

export interface Favourites {
  /** Ids of this person's favourites on this device, the latest last. */
  readonly ids: readonly string[];
  toggle(id: string): void;
}

/** This person's favourites, stored only on this device. */
export function useFavourites(of: 'sessions' | 'snapshots'): Favourites {
  const { ports, toasts } = useApp();
  const { device, user } = ports;
  const key = `favourites:${of}:${user.id}`;
  const ids = useSignal(readIds(device.remembered(key)));
  return {
    ids: ids.value,
    toggle(id) {
      // Another tab may have changed them since.
      const now = readIds(device.remembered(key));
      const others = now.filter((other) => other !== id);
      if (others.length === now.length && now.length >= FAVOURITES_MAX) {
        const text = `You have ${FAVOURITES_MAX} favourites, which is the maximum. Remove one first.`;
        toasts.show({ tone: 'warning', text });
        return;
      }
      ids.value = others.length === now.length ? [...now, id] : others;
      device.remember(key, ids.value.join(','));
    },
  };
}

function readIds(text: string | null): readonly string[] {
  return text ? text.split(',') : [];
}

/** Loads a page of a list; with `ids`, only these items. */
type Load<Item> = (cursor: string | undefined, ids?: readonly string[]) => Promise<Page<Item>>;

/** Loads a page of a list in which favourites come first and no item is listed twice. */
export async function favouritesFirst<Item>(
  ids: readonly string[],
  cursor: string | undefined,
  keyOf: (item: Item) => string,
  load: Load<Item>,
): Promise<Page<Item>> {
  if (ids.length === 0) return load(cursor);
  const [page, first] = await Promise.all([
    load(cursor),
    cursor === undefined ? load(undefined, ids) : undefined,
  ]);
  const others = page.items.filter((item) => !ids.includes(keyOf(item)));
  return { ...page, items: [...(first?.items ?? []), ...others] };
}

/** Button that marks or unmarks a row as a favourite. */
export function FavouriteButton({
  title,
  is,
  onToggle,
}: { title: string } & NonNullable<RowPlace['favourite']>) {
  const what = is ? 'is a favourite' : 'make it a favourite';
  return (
    <button
      type="button"
      class="ui-button ui-button-quiet ui-icon-button management-favourite"
      aria-pressed={is}
      aria-label={`Favourite: ${title}`}
      title={`${title}: ${what} (on this device)`}
      onClick={onToggle}
    >
      <svg class="ui-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M8 1.8l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z" />
      </svg>
    </button>
  );
}
