import type { Difference } from '../../kernel/persistence-service.ts';

export type Sides = ReadonlyMap<string, 'mine' | 'theirs'>;

/** What differs, part by part; where both sides changed a part, a choice of one. */
export function DifferenceList({
  differences,
  sides,
  onChoose,
}: {
  differences: readonly Difference[];
  sides: Sides;
  onChoose(name: string, side: 'mine' | 'theirs'): void;
}) {
  return (
    <table class="dialog-table dialog-differences">
      <thead>
        <tr>
          <th scope="col">What differs</th>
          <th scope="col">This page</th>
          <th scope="col">In the cloud</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <tr key={difference.name}>
            <th scope="row">{difference.label}</th>
            {(['mine', 'theirs'] as const).map((side) => (
              <td key={side} data-label={side === 'mine' ? 'This page' : 'In the cloud'}>
                {difference.changedBy === 'both' ? (
                  <label class="dialog-side">
                    <input
                      type="radio"
                      name={difference.name}
                      checked={sides.get(difference.name) === side}
                      onChange={() => onChoose(difference.name, side)}
                    />
                    {did[difference[side]]}
                    <span class="visually-hidden">
                      , keep {side === 'mine' ? 'this page' : 'the cloud'} for {difference.label}
                    </span>
                  </label>
                ) : (
                  <span class={difference[side] === 'same' ? 'muted' : ''}>
                    {did[difference[side]]}
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const did = {
  same: 'not changed',
  changed: 'changed',
  added: 'added',
  removed: 'removed',
} as const;
