import { useSignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useFollower } from '../../charts/draw-queue.ts';
import {
  type Direction,
  exchange,
  GRID_COLUMNS,
  nearerTo,
  nudge,
  orderOf,
  type Placed,
  place,
  sameLayout,
  settle,
  stretch,
} from './layout.ts';

interface GridProps {
  readonly items: readonly Placed[];
  readonly readOnly: boolean;
  onChange(change: GridChange): void;
  /** Content of a cell. Elements in it with `data-grid-handle="move"` or `"resize"` start a drag. */
  children(id: string): ComponentChildren;
}

/**
 * A grid of twelve columns, or one on narrow screens. Modules are moved and resized by mouse, by touch
 * on their grip, and by arrow keys on the focused grip, with Shift to resize.
 */
export function Grid({ items, readOnly, onChange, children }: GridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const news = useSignal('');
  const settled = settle(items);
  const drag = useGridDrag(grid, settled, onChange);
  const shown = new Map((drag.preview ?? settled).map((item) => [item.id, item]));
  const ids = settled.map(({ id }) => id);
  // For screen readers and the Tab key. All that is in a cell is laid out again when the cell moves in the document.
  const order = orderOf(useFollower(ids, nearerTo), ids);

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys and the pointer act on the grips inside */}
      <div
        ref={grid}
        class={`grid ${drag.preview ? 'grid-dragging' : ''}`}
        {...(readOnly ? {} : drag.handlers)}
        onKeyDown={(event) => {
          const change = readOnly ? null : handleGridKey(event, settled, isOneColumn(grid.current));
          if (!change) return;
          news.value = change.news;
          onChange(change);
        }}
      >
        {order.map((id) => (
          <div
            key={id}
            class={`grid-cell ${drag.id === id ? 'grid-cell-held' : ''}`}
            data-grid-id={id}
            style={cellStyle(shown.get(id), ids.indexOf(id))}
          >
            {children(id)}
          </div>
        ))}
      </div>
      <p class="visually-hidden" role="status">
        {news.value}
      </p>
    </>
  );
}

function cellStyle(item: Placed | undefined, order: number) {
  if (!item) return { order };
  return { order, '--x': item.x + 1, '--y': item.y + 1, '--w': item.w, '--h': item.h };
}

function isOneColumn(grid: HTMLElement | null): boolean {
  return grid !== null && !getComputedStyle(grid).gridTemplateColumns.includes(' ');
}

/** The layout after a module was moved or resized. */
export interface GridChange {
  readonly id: string;
  readonly kind: 'move' | 'resize';
  readonly items: readonly Placed[];
  /** Describes the new place, for screen readers. */
  readonly news: string;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The change that an arrow key on a module's grip makes; null for other keys, or if nothing changes. */
function handleGridKey(
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

/** The change of one module with its description; null if the layout is the same. */
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

interface Drag {
  readonly id: string;
  readonly kind: GridChange['kind'];
  readonly item: Placed;
  /** Where the drag started, in pixels from the grid's top left corner. */
  readonly startX: number;
  readonly startY: number;
  readonly preview: readonly Placed[];
}

/** Moves and resizes by pointer. Previews the layout while dragging, and reports one change at the end. Escape cancels. */
function useGridDrag(
  grid: RefObject<HTMLDivElement | null>,
  items: readonly Placed[],
  onChange: (change: GridChange) => void,
) {
  const drag = useSignal<Drag | null>(null);
  const end = (keep: boolean) => {
    const ended = drag.value;
    if (!ended) return;
    drag.value = null;
    const change = keep && describeChange(ended.id, ended.kind, items, ended.preview);
    if (change) onChange(change);
  };
  const dragging = drag.value !== null;
  useEffect(() => {
    if (!dragging) return;
    const cancel = (event: KeyboardEvent) => {
      if (event.key === 'Escape') drag.value = null;
    };
    window.addEventListener('keydown', cancel);
    return () => window.removeEventListener('keydown', cancel);
  }, [dragging]);
  return {
    id: drag.value?.id ?? null,
    preview: drag.value?.preview ?? null,
    handlers: {
      onPointerDown(event: PointerEvent) {
        const taken = event.button === 0 ? takeHold(event, items) : null;
        if (!taken || !grid.current) return;
        event.preventDefault();
        grid.current.setPointerCapture(event.pointerId);
        const [startX, startY] = within(grid.current, event);
        drag.value = { ...taken, startX, startY, preview: items };
      },
      onPointerMove(event: PointerEvent) {
        const held = drag.value;
        if (!held || !grid.current) return;
        const [x, y] = within(grid.current, event);
        const [column, row] = pitch(grid.current);
        const dx = Math.round((x - held.startX) / column);
        const dy = Math.round((y - held.startY) / row);
        drag.value = { ...held, preview: place(items, held.id, target(held, dx, dy)) };
        scrollNear(grid.current, event.clientY);
      },
      onPointerUp: () => end(true),
      onPointerCancel: () => end(false),
      onLostPointerCapture: () => end(false),
    },
  };
}

function takeHold(event: PointerEvent, items: readonly Placed[]) {
  const handle = (event.target as Element).closest<HTMLElement>('[data-grid-handle]');
  const id = handle?.closest<HTMLElement>('[data-grid-id]')?.dataset.gridId;
  const item = items.find((candidate) => candidate.id === id);
  const other = (event.target as Element).closest('button, input, select, a, [popover]');
  const onGrip = other?.hasAttribute('data-grid-handle');
  // Touch scrolls the page unless it starts on the grip itself.
  const meant = onGrip || (!other && (event.pointerType !== 'touch' || isResize(handle)));
  if (!handle || !item || !meant) return null;
  const kind: GridChange['kind'] = isResize(handle) ? 'resize' : 'move';
  return { id: item.id, item, kind };
}

function isResize(handle: HTMLElement | null): boolean {
  return handle?.dataset.gridHandle === 'resize';
}

function target({ kind, item }: Drag, dx: number, dy: number) {
  return kind === 'resize'
    ? { ...item, w: item.w + dx, h: item.h + dy }
    : { ...item, x: item.x + dx, y: item.y + dy };
}

function within(grid: HTMLElement, event: PointerEvent): [number, number] {
  const { left, top } = grid.getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
}

const EDGE_PX = 48;
const SCROLL_PX = 18;

/** Scrolls the dashboard while the pointer is near its top or bottom edge. */
function scrollNear(grid: HTMLElement, y: number): void {
  const room = grid.closest('[data-grid-scroller]');
  if (!room) return;
  const { top, bottom } = room.getBoundingClientRect();
  if (y < top + EDGE_PX) room.scrollTop -= SCROLL_PX;
  else if (y > bottom - EDGE_PX) room.scrollTop += SCROLL_PX;
}

/** Distance in pixels between columns, and between rows. */
function pitch(grid: HTMLElement): [number, number] {
  const style = getComputedStyle(grid);
  const gap = Number.parseFloat(style.columnGap) || 0;
  const row = Number.parseFloat(style.gridAutoRows) || 1;
  return [(grid.clientWidth + gap) / GRID_COLUMNS, row + gap];
}
