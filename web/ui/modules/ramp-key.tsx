import { formatNumber } from '../charts/format.ts';

export interface RampKeyProps {
  /** What the colours stand for. */
  name: string;
  low: number;
  high: number;
}

/** How to read colours between low and high. */
export function RampKey({ name, low, high }: RampKeyProps) {
  return (
    <span class="ramp-key numeric">
      {name} {formatNumber(low)}
      <span class="ramp-key-bar" />
      {formatNumber(high)}
    </span>
  );
}
