/**
 * The colour of a token as the canvas takes it ("rgb(...)"), in the theme that `element` is shown in.
 * Reading the custom property itself would answer `light-dark(...)`, which only CSS understands.
 */
export function tokenColor(token: `--color-${string}`, element: Element = document.body): string {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = `var(${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
