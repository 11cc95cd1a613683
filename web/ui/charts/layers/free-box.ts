import type { Area } from '../picture.ts';

export type Box = Area;

/**
 * The box moved to the nearest place where it covers no other: down along a vertical line, to the left along a
 * horizontal one. Where there is no such place it stays.
 */
export function freeBox(box: Box, others: readonly Box[], area: Area, along: 'x' | 'y'): Box {
  let placed = box;
  for (let tries = 0; tries <= others.length; tries++) {
    const covered = others.find((other) => overlap(placed, other));
    if (!covered) return placed;
    placed =
      along === 'x'
        ? { ...placed, top: covered.top + covered.height + 1 }
        : { ...placed, left: covered.left - placed.width - 1 };
    const isInside =
      placed.top + placed.height <= area.top + area.height && placed.left >= area.left;
    if (!isInside) return box;
  }
  return box;
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
