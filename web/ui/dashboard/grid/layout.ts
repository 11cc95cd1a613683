/** Position and size of a module, in columns and rows of the grid. */
interface Cell {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Placed extends Cell {
  readonly id: string;
}

export const GRID_COLUMNS = 12;
const MIN_WIDTH = 2;
const MIN_HEIGHT = 2;
const MAX_HEIGHT = 40;

/**
 * Moves cells into the grid and up as far as the cells above allow, so that none overlap and no rows
 * are empty. The result is in reading order: top to bottom, left to right.
 */
export function settle(items: readonly Placed[]): readonly Placed[] {
  return stack([...items].sort(byPlace));
}

/** Moves or resizes one module. Modules in its way move down; others move up where there is room. */
export function place(items: readonly Placed[], id: string, target: Cell): readonly Placed[] {
  const before = items.find((item) => item.id === id);
  if (!before) return settle(items);
  const moved = { id, ...inside(target) };
  const others = settle(items).filter((item) => item.id !== id);
  const index = others.findIndex((other) => goesBefore(moved, before, other));
  return stack(others.toSpliced(index < 0 ? others.length : index, 0, moved));
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Moves one module by the smallest step that changes anything, for arrow keys. */
export function nudge(
  items: readonly Placed[],
  id: string,
  direction: Direction,
): readonly Placed[] {
  const settled = settle(items);
  const item = settled.find((candidate) => candidate.id === id);
  if (!item) return settled;
  const limit = Math.max(GRID_COLUMNS, heightOf(settled)) + item.h;
  for (let step = 1; step <= limit; step++) {
    const next = place(settled, id, shifted(item, direction, step));
    if (!sameLayout(next, settled)) return next;
  }
  return settled;
}

/** Makes one module one column or row larger or smaller. */
export function stretch(
  items: readonly Placed[],
  id: string,
  direction: Direction,
): readonly Placed[] {
  const settled = settle(items);
  const item = settled.find((candidate) => candidate.id === id);
  if (!item) return settled;
  const dw = direction === 'right' ? 1 : direction === 'left' ? -1 : 0;
  const dh = direction === 'down' ? 1 : direction === 'up' ? -1 : 0;
  return place(settled, id, { ...item, w: item.w + dw, h: item.h + dh });
}

/** Swaps a module with the one before or after it in reading order: "up" and "down" in a one-column grid. */
export function exchange(
  items: readonly Placed[],
  id: string,
  direction: Direction,
): readonly Placed[] {
  const settled = settle(items);
  const at = settled.findIndex((item) => item.id === id);
  const one = settled[at];
  const other = settled[direction === 'up' ? at - 1 : at + 1];
  if (!one || !other || direction === 'left' || direction === 'right') return settled;
  const swapped = settled.map((item) => {
    if (item === one) return { ...one, x: other.x, y: other.y };
    return item === other ? { ...other, x: one.x, y: one.y } : item;
  });
  return settle(swapped);
}

/** The number of rows used, which is the index of the first free row. */
export function heightOf(items: readonly Cell[]): number {
  return Math.max(0, ...items.map((item) => item.y + item.h));
}

export function sameLayout(one: readonly Placed[], other: readonly Placed[]): boolean {
  return (
    one.length === other.length &&
    one.every((item) => {
      const twin = other.find((candidate) => candidate.id === item.id);
      return twin && ['x', 'y', 'w', 'h'].every((key) => item[key as 'x'] === twin[key as 'x']);
    })
  );
}

function stack(ordered: readonly Placed[]): readonly Placed[] {
  const heights = new Array<number>(GRID_COLUMNS).fill(0);
  const placed = ordered.map((item) => {
    const cell = inside(item);
    const y = Math.max(...heights.slice(cell.x, cell.x + cell.w));
    heights.fill(y + cell.h, cell.x, cell.x + cell.w);
    return { ...cell, id: item.id, y };
  });
  return placed.sort(byPlace);
}

function inside(cell: Cell): Cell {
  const w = clamp(Math.round(cell.w), MIN_WIDTH, GRID_COLUMNS);
  const h = clamp(Math.round(cell.h), MIN_HEIGHT, MAX_HEIGHT);
  return { x: clamp(Math.round(cell.x), 0, GRID_COLUMNS - w), y: Math.max(0, cell.y), w, h };
}

/** A module moved half way past another one swaps with it; a module from the side goes above it. */
function goesBefore(moved: Cell, from: Cell, other: Cell): boolean {
  if (!shareColumns(moved, other)) return moved.y <= other.y;
  const middle = other.y + other.h / 2;
  const comesFromAbove = shareColumns(from, other) && from.y < other.y && moved.y > from.y;
  return comesFromAbove ? moved.y + moved.h <= middle : moved.y < middle;
}

function shareColumns(one: Cell, other: Cell): boolean {
  return one.x < other.x + other.w && other.x < one.x + one.w;
}

function shifted(item: Cell, direction: Direction, step: number): Cell {
  if (direction === 'left') return { ...item, x: item.x - step };
  if (direction === 'right') return { ...item, x: item.x + step };
  return { ...item, y: direction === 'up' ? item.y - step : item.y + step };
}

function byPlace(one: Cell, other: Cell): number {
  return one.y - other.y || one.x - other.x;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

/** An order with the same ids as `wanted`, which the ids of `order` keep as far as they can. */
export function orderOf(order: readonly string[], wanted: readonly string[]): readonly string[] {
  const kept = order.filter((id) => wanted.includes(id));
  for (const [place, id] of wanted.entries()) if (!kept.includes(id)) kept.splice(place, 0, id);
  return kept;
}

/** The order with one more id at its place in `wanted`; the same object if all are there. */
export function nearerTo(wanted: readonly string[], list: readonly string[]): readonly string[] {
  const order = orderOf(list, wanted);
  const place = order.findIndex((id, i) => id !== wanted[i]);
  const [first, second] = order.slice(place, place + 2);
  if (place < 0 || first === undefined) return list;
  const next = wanted[place] ?? '';
  // If one was moved towards the end, it moves rather than all those that it passed.
  const moved = second === next ? first : next;
  const others = order.filter((id) => id !== moved);
  return others.toSpliced(wanted.indexOf(moved), 0, moved);
}
