import type { LinesShown } from './plot-lines.ts';

export interface LineKeyProps {
  /** Percentiles that are drawn, ascending. */
  ranks: readonly number[];
  shown: LinesShown;
}

/** How to read the lines of any ensemble: solid, dashed, shaded. */
export function LineKey({ ranks, shown: { mean, bands } }: LineKeyProps) {
  const pairs = ranks.slice(0, Math.floor(ranks.length / 2));
  const middle = ranks.length % 2 === 1 ? ranks[pairs.length] : undefined;
  return (
    <>
      {mean && <Entry line="solid">mean</Entry>}
      {bands && middle !== undefined && <Entry line="dashed">{`P${middle}`}</Entry>}
      {bands && pairs.length > 0 && (
        <Entry line="shaded">
          {pairs.map((low, i) => `P${low} to P${ranks.at(-1 - i)}`).join(', ')}
        </Entry>
      )}
    </>
  );
}

function Entry({ line, children }: { line: 'solid' | 'dashed' | 'shaded'; children: string }) {
  return (
    <span class="line-key muted">
      <span class={`line-key-${line}`} />
      {children}
    </span>
  );
}
