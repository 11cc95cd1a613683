import { useSignal } from '@preact/signals';
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';

interface VirtualRowsProps {
  /** The table's accessible name. */
  label: string;
  /** Number of rows, rendered or not. */
  count: number;
  /** There are more rows than `count`; it is not known how many. */
  hasMore?: boolean;
  /** Height of each row in CSS pixels. */
  rowHeight: number;
  /** Rows may be higher than `rowHeight`, so each is measured after it was rendered. */
  measured?: boolean;
  /** The `<tr>` of column headers, which stays at the top. */
  header: ComponentChildren;
  /** Renders one `<tr>` with a key, by index from 0, with the given `aria-rowindex`. */
  children(index: number, ariaRowIndex: number): ComponentChildren;
  /** Called when the last rows are about to be visible, to load more. */
  onNearEnd?: () => void;
}

/** Rows rendered above and below the visible ones. */
const OVERSCAN_ROWS = 8;
/** The `aria-rowindex` of the first row: counted from 1, and the header is a row. */
const FIRST_ROW_INDEX = 2;
/** The `aria-rowcount` of a table whose length is not known. */
const UNKNOWN = -1;

/** A table of any length that renders only the visible rows. */
export function VirtualRows(props: VirtualRowsProps) {
  const { label, count, hasMore, rowHeight, measured, header, children, onNearEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLTableSectionElement>(null);
  const ticks = useSignal(0);
  void ticks.value;
  const render = () => {
    ticks.value += 1;
  };
  const onRect: typeof observeElementRect<HTMLDivElement> = (instance, onChange) =>
    observeElementRect(instance, (rect) => {
      onChange(rect);
      // With another width rows may have another height, even if the same rows are visible.
      if (measured) render();
    });
  const options = {
    count,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    scrollToFn: elementScroll,
    observeElementRect: onRect,
    observeElementOffset,
    overscan: OVERSCAN_ROWS,
    onChange: render,
  };
  const virtualizer = useMemo(() => new Virtualizer<HTMLDivElement, HTMLDivElement>(options), []);
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => {
    if (!measured) return;
    for (const row of scroller.current?.querySelectorAll<HTMLElement>('[aria-rowindex]') ?? []) {
      virtualizer.resizeItem(Number(row.ariaRowIndex) - FIRST_ROW_INDEX, row.offsetHeight);
    }
  });

  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? -1;
  const nearEnd = lastIndex >= count - OVERSCAN_ROWS;
  useEffect(() => {
    if (nearEnd) onNearEnd?.();
  }, [nearEnd, count, onNearEnd]);

  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);

  return (
    <section
      class="ui-rows"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={label}
      onScroll={({ currentTarget: { scrollLeft, scrollTop } }) => {
        head.current?.style.setProperty('--scrolled', `${scrollLeft}px`);
        head.current?.toggleAttribute('data-scrolled', scrollTop > 0);
      }}
    >
      <table aria-rowcount={hasMore ? UNKNOWN : count + 1}>
        <thead ref={head}>{header}</thead>
        <tbody>
          <Space height={above} />
          {items.map(({ index }) => children(index, index + FIRST_ROW_INDEX))}
          <Space height={below} />
        </tbody>
      </table>
    </section>
  );
}

/** Takes the space of the rows that are not rendered. */
function Space({ height }: { height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus.
  return height > 0 ? <tr aria-hidden="true" style={{ height: `${height}px` }} /> : null;
}
