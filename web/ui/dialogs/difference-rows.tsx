import { useSignal } from '@preact/signals';
import type { Difference } from '../../kernel/index.ts';
import type { NameOf } from '../../workbench/differences/field-words.ts';
import { partDifferences } from '../../workbench/differences/part-differences.ts';
import { Icon } from '../components/icon.tsx';

export type Side = 'mine' | 'theirs';

const columns = { mine: 'This page', theirs: 'In the cloud' } as const;
const both: readonly Side[] = ['mine', 'theirs'];

const did = {
  same: 'not changed',
  changed: 'changed',
  added: 'added',
  removed: 'removed',
} as const;

/** One part that differs: what each side did to it, and under it what stands where on each side. */
export function DifferenceRows({
  difference,
  side: chosen,
  startsOpen,
  nameOf,
  onChoose,
}: {
  difference: Difference;
  side: Side | undefined;
  startsOpen: boolean;
  nameOf: NameOf;
  onChoose(side: Side): void;
}) {
  const isOpen = useSignal(startsOpen);
  const { name, label, mergesAlone, changedBy } = difference;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <button
            type="button"
            class="differences-compare"
            aria-expanded={isOpen.value}
            title={isOpen.value ? 'Hide what is inside' : 'Show what is inside'}
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          >
            <Icon name={isOpen.value ? 'chevron-down' : 'chevron-right'} />
            {label}
          </button>
          {mergesAlone && changedBy === 'both' && (
            <span class="differences-note">A merge takes from both.</span>
          )}
        </th>
        {both.map((side) => (
          <td key={side} data-label={columns[side]}>
            {mergesAlone ? (
              <span class={difference[side] === 'same' ? 'muted' : ''}>
                {did[difference[side]]}
              </span>
            ) : (
              <label class="differences-side">
                <input
                  type="radio"
                  name={name}
                  checked={chosen === side}
                  onChange={() => onChoose(side)}
                />
                {did[difference[side]]}
                <span class="visually-hidden">
                  , keep {side === 'mine' ? 'this page' : 'the cloud'} for {label}
                </span>
              </label>
            )}
          </td>
        ))}
      </tr>
      {isOpen.value && <FieldRows difference={difference} nameOf={nameOf} />}
    </tbody>
  );
}

/** Fields of one part that are shown. */
const FIELDS_MAX = 8;

function FieldRows({ difference, nameOf }: { difference: Difference; nameOf: NameOf }) {
  const fields = partDifferences(difference.parts, nameOf);
  const more = fields.length - FIELDS_MAX;
  return (
    <>
      {fields.slice(0, FIELDS_MAX).map(({ path, field, ...words }) => (
        <tr key={path.join('/')} class="differences-field">
          <th scope="row">
            <span class="differences-note">{field}</span>
          </th>
          {both.map((side) => (
            <td key={side} data-label={columns[side]}>
              {words[side]}
            </td>
          ))}
        </tr>
      ))}
      {more > 0 && (
        <tr class="differences-field">
          <td colSpan={3}>
            <span class="differences-note">and {more} more</span>
          </td>
        </tr>
      )}
    </>
  );
}
