import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Difference } from '../../kernel/index.ts';
import { partTitle } from '../../workbench/content/labels.ts';
import { contentModel } from '../../workbench/content/model.ts';
import { moduleTitle } from '../../workbench/content/module-title.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import type { NameOf } from '../../workbench/differences/field-words.ts';
import { nameInList } from '../../workbench/differences/name-in-list.ts';
import { namesById } from '../../workbench/differences/names-by-id.ts';
import { partDifferences } from '../../workbench/differences/part-differences.ts';
import { shortened } from '../../workbench/differences/shortened.ts';
import { useApp } from '../app/app-model.ts';
import { Icon } from '../components/icon.tsx';

export type Sides = ReadonlyMap<string, Side>;

/** With more choices than this, the parts start collapsed. */
const OPEN_MAX = 4;

/** Names of the two sides, as a heading and within a sentence. */
export type SideWords = Readonly<Record<Side, readonly [heading: string, name: string]>>;

const CONFLICT: SideWords = {
  mine: ['This page', 'this page'],
  theirs: ['In the cloud', 'the cloud'],
};

/** The parts that differ, with their fields, and a choice of one side where both changed the same. */
export function DifferenceList({
  differences,
  sides,
  words = CONFLICT,
  mine,
  onChoose,
}: {
  differences: readonly Difference[];
  sides: Sides;
  words?: SideWords;
  /** The content of the first side; absent: the open session's. */
  mine?: SessionContent;
  onChoose(name: string, side: Side): void;
}) {
  const { workbench } = useApp();
  const { parts, names } = useMemo(() => {
    const theirs = differences.map(({ name, parts }) => [name, parts.theirs] as const);
    const all = [...theirs, ...contentModel.split(mine ?? workbench.content.peek())];
    return { parts: new Map<string, unknown>(all), names: namesById(all) };
  }, [differences, mine, workbench]);
  const choices = differences.filter(({ mergesAlone }) => !mergesAlone);
  return (
    <table class="dialog-table differences" translate={false}>
      <thead>
        <tr>
          <th scope="col">What differs</th>
          {both.map((side) => (
            <th key={side} scope="col">
              {words[side][0]}
            </th>
          ))}
        </tr>
      </thead>
      {differences.map((difference) => (
        <DifferenceRows
          key={difference.name}
          difference={{
            ...difference,
            label: nameInList(difference.name, parts),
          }}
          words={words}
          side={sides.get(difference.name)}
          startsOpen={choices.includes(difference) && choices.length <= OPEN_MAX}
          nameOf={(id) => names.get(id)}
          onChoose={(side) => onChoose(difference.name, side)}
        />
      ))}
    </table>
  );
}

type Side = 'mine' | 'theirs';

const both: readonly Side[] = ['mine', 'theirs'];

const did = {
  same: 'not changed',
  changed: 'changed',
  added: 'added',
  removed: 'removed',
} as const;

/** What a side did to a part: "changed", and the part's name on that side if the names differ: "changed: 'Rates'". */
function didWords({ name, parts, ...sides }: Difference, side: Side): string {
  const [mine, theirs] = [parts.mine, parts.theirs].map((part) =>
    partTitle(name, part, moduleTitle),
  );
  const title = side === 'mine' ? mine : theirs;
  const isNamed = mine !== theirs && title !== undefined && sides[side] === 'changed';
  return did[sides[side]] + (isNamed ? `: '${shortened(title)}'` : '');
}

/** One part that differs: what each side did to it and, if expanded, the values of its fields on both sides. */
function DifferenceRows({
  difference,
  words,
  side: chosen,
  startsOpen,
  nameOf,
  onChoose,
}: {
  difference: Difference;
  words: SideWords;
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
            <span class="differences-note">A merge combines both.</span>
          )}
        </th>
        {both.map((side) => (
          <td key={side} data-label={words[side][0]}>
            {mergesAlone ? (
              <span class={difference[side] === 'same' ? 'muted' : ''}>
                {didWords(difference, side)}
              </span>
            ) : (
              <label class="differences-side">
                <input
                  type="radio"
                  name={name}
                  checked={chosen === side}
                  onChange={() => onChoose(side)}
                />
                {didWords(difference, side)}
                <span class="visually-hidden">
                  , keep {words[side][1]} for {label}
                </span>
              </label>
            )}
          </td>
        ))}
      </tr>
      {isOpen.value && <FieldRows difference={difference} columns={words} nameOf={nameOf} />}
    </tbody>
  );
}

/** Number of fields shown per part. */
const FIELDS_MAX = 8;

function FieldRows({
  difference,
  columns,
  nameOf,
}: {
  difference: Difference;
  columns: SideWords;
  nameOf: NameOf;
}) {
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
            <td key={side} data-label={columns[side][0]}>
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
