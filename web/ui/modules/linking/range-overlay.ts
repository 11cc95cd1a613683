import { ink } from '../../charts/chart-theme.ts';
import type { Layer } from '../../charts/picture.ts';
import type { QuantityChosen } from '../quantity.ts';
import type { Brush } from './links.ts';

const FILL_ALPHA = 0.12;

/** The range that was drawn, where it is one of this quantity. */
export function rangeOverlay(brush: Brush | null, quantity: QuantityChosen): Layer | null {
  if (!brush || JSON.stringify(brush.quantity) !== JSON.stringify(quantity)) return null;
  return ({ pen, theme, area, x }) => {
    const [left, right] = [x(brush.low), x(brush.high)];
    pen.fillStyle = ink(theme, 'text', FILL_ALPHA);
    pen.fillRect(left, area.top, right - left, area.height);
  };
}
