import { type Direction, exchange, nudge, type Placed, sameLayout, stretch } from './layout.ts';

/** Where the modules stand after one of them was moved or resized. */
export interface GridChange {
  readonly id: string;
  readonly kind: 'move' | 'resize';
  readonly items: readonly Placed[];
  /** The new place in words, for screen readers. */
  readonly news: string;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** What an arrow key on a module's grip changes; null if it is another key, or nothing can move. */
export function handleGridKey(
  event: KeyboardEvent,
  items: readonly Placed[],
  oneColumn: boolean,
): GridChange | null {
  const direction = directions[event.key];
  const grip = (event.target as Element).closest('button[data-grid-handle="move"]');
  const id = grip?.closest<HTMLElement>('[data-grid-id]')?.dataset.gridId;
  if (!direction || !id || event.ctrlKey || event.metaKey || event.altKey) return null;
  event.preventDefault();
  const kind = event.shiftKey ? 'resize' : 'move';
  const step = event.shiftKey ? stretch : oneColumn ? exchange : nudge;
  return describeChange(id, kind, items, step(items, id, direction));
}

/** Null if nothing changed. */
export function describeChange(
  id: string,
  kind: GridChange['kind'],
  before: readonly Placed[],
  items: readonly Placed[],
): GridChange | null {
  const item = items.find((candidate) => candidate.id === id);
  if (!item || sameLayout(before, items)) return null;
  const place = `Column ${item.x + 1}, row ${item.y + 1}`;
  return { id, kind, items, news: `${place}, ${item.w} columns wide, ${item.h} rows high` };
}
