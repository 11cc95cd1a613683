import { rankLabel } from '../../../workbench/statistics/ranks.ts';
import type { Look } from './look.ts';
import type { Traces } from './traces.ts';

export interface LineKeyProps {
  traces: Traces;
  look: Look;
  observed: boolean;
}

/** How to read the lines of any ensemble: solid, dashed, shaded. */
export function LineKey({ traces: { ranks, count }, look, observed }: LineKeyProps) {
  const { mean, bands, minMax } = look;
  const sorted = [...ranks].sort((a, b) => a - b);
  const pairs = sorted.slice(0, Math.floor(sorted.length / 2));
  const middle = sorted.length % 2 === 1 ? sorted[pairs.length] : undefined;
  const name = (rank: number | undefined) => (rank === undefined ? '' : rankLabel(rank, count));
  return (
    <>
      {mean && <Entry line="solid">mean</Entry>}
      {bands && middle !== undefined && <Entry line="dashed">{name(middle)}</Entry>}
      {bands && pairs.length > 0 && (
        <Entry line="shaded">
          {pairs.map((low, i) => `${name(low)} to ${name(sorted.at(-1 - i))}`).join(', ')}
        </Entry>
      )}
      {minMax && <Entry line="dotted">lowest and highest</Entry>}
      {observed && <Entry line="point">observed</Entry>}
    </>
  );
}

type Line = 'solid' | 'dashed' | 'shaded' | 'dotted' | 'point';

function Entry({ line, children }: { line: Line; children: string }) {
  return (
    <span class="line-key muted">
      <span class={`line-key-${line}`} />
      {children}
    </span>
  );
}
