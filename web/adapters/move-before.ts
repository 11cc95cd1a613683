/**
 * Adds `moveBefore` to browsers without it (Safari). Preact uses it to move elements without losing the focus: else
 * a list row would lose the focus inside it when the list is sorted.
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
