import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { describeChange, type GridChange } from './grid.tsx';
import { GRID_COLUMNS, type Placed, place } from './layout.ts';

interface Drag {
  readonly id: string;
  readonly kind: GridChange['kind'];
  readonly item: Placed;
  /** Where the pointer took hold, in pixels from the grid's corner. */
  readonly startX: number;
  readonly startY: number;
  readonly preview: readonly Placed[];
}

/** Moves and resizes by pointer: others make room while it moves, and one change is told when it lets go. Escape cancels. */
export function useGridDrag(
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
  // A finger scrolls the page unless it takes the grip itself.
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

/** Scrolls what the grid scrolls in while the pointer is near its upper or lower edge. */
function scrollNear(grid: HTMLElement, y: number): void {
  const room = grid.closest('[data-grid-scroller]');
  if (!room) return;
  const { top, bottom } = room.getBoundingClientRect();
  if (y < top + EDGE_PX) room.scrollTop -= SCROLL_PX;
  else if (y > bottom - EDGE_PX) room.scrollTop += SCROLL_PX;
}

/** Pixels from one column to the next, and from one row to the next. */
function pitch(grid: HTMLElement): [number, number] {
  const style = getComputedStyle(grid);
  const gap = Number.parseFloat(style.columnGap) || 0;
  const row = Number.parseFloat(style.gridAutoRows) || 1;
  return [(grid.clientWidth + gap) / GRID_COLUMNS, row + gap];
}
