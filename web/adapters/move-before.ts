/**
 * Gives a browser without `moveBefore` (Safari) one that keeps the focus, which is what Preact calls it for. There,
 * moving takes the element out for a moment, and a row that is sorted elsewhere would lose the focus inside it.
 */
export function keepFocusInMoves(): void {
  if (!('moveBefore' in Element.prototype)) Object.assign(Element.prototype, { moveBefore });
}

function moveBefore(this: Element, node: Node, child: Node | null): void {
  const focused = document.activeElement;
  this.insertBefore(node, child);
  if (focused instanceof HTMLElement && node.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}
