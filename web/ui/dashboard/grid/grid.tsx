import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import {
  type Direction,
  exchange,
  nudge,
  type Placed,
  sameLayout,
  settle,
  stretch,
} from './layout.ts';
import { useGridDrag } from './use-grid-drag.ts';

interface GridProps {
  readonly items: readonly Placed[];
  readonly readOnly: boolean;
  onChange(change: GridChange): void;
  /** What stands in a cell. An element with `data-grid-handle="move"` or `"resize"` in it is what is taken hold of. */
  children(id: string): ComponentChildren;
}

/**
 * Twelve columns, or one where there is little room. Modules are moved and resized by mouse, by touch
 * on their grip, and on the focused grip by arrow keys, with Shift to resize.
 */
export function Grid({ items, readOnly, onChange, children }: GridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const focused = useRef<string | null>(null);
  const news = useSignal('');
  const settled = settle(items);
  const drag = useGridDrag(grid, settled, onChange);
  const shown = new Map((drag.preview ?? settled).map((item) => [item.id, item]));

  // A moved module may change its place in the document, which costs it the focus.
  useLayoutEffect(() => {
    const id = focused.current;
    focused.current = null;
    if (id) grid.current?.querySelector<HTMLElement>(gripOf(id))?.focus();
  }, [items]);

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
          focused.current = change.id;
          news.value = change.news;
          onChange(change);
        }}
      >
        {settled.map(({ id }) => (
          <div
            key={id}
            class={`grid-cell ${drag.id === id ? 'grid-cell-held' : ''}`}
            data-grid-id={id}
            style={cellStyle(shown.get(id))}
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

function cellStyle(item: Placed | undefined) {
  if (!item) return {};
  return { '--x': item.x + 1, '--y': item.y + 1, '--w': item.w, '--h': item.h };
}

function gripOf(id: string): string {
  return `[data-grid-id="${CSS.escape(id)}"] button[data-grid-handle="move"]`;
}

function isOneColumn(grid: HTMLElement | null): boolean {
  return grid !== null && !getComputedStyle(grid).gridTemplateColumns.includes(' ');
}

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
