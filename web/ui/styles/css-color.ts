/** A colour as the content holds it ("series-3", "#1f77b4") in CSS. */
export function cssColor(color: string): string {
  return color.startsWith('series-') ? `var(--color-${color})` : color;
}
