import { useSignal } from '@preact/signals';
import {
  groupOf,
  nameMatcher,
  VECTOR_GROUPS,
  type VectorGroup,
} from '../../../workbench/ensembles/vector-groups.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';

/** Number of names shown; the search finds the others. */
const SHOWN_MAX = 300;

export interface ColumnChoiceProps {
  title: string;
  names: readonly string[];
  /** Names of the columns that are left out. */
  left: ReadonlySet<string>;
  isOpen: boolean;
  onKeep(names: readonly string[], keep: boolean): void;
}

/** Choice of the columns to import, with a search by text, pattern or group. */
export function ColumnChoice({ title, names, left, isOpen, onKeep }: ColumnChoiceProps) {
  const search = useSignal('');
  const group = useSignal<VectorGroup | ''>('');
  if (names.length === 0) return null;
  const kept = names.filter((name) => !left.has(name)).length;
  const groups = VECTOR_GROUPS.filter((one) => names.some((name) => groupOf(name) === one));
  const matches = nameMatcher(search.value);
  const isOfGroup = (name: string) => group.value === '' || groupOf(name) === group.value;
  const found = names.filter((name) => matches(name) && isOfGroup(name));
  const isAll = found.length === names.length;
  return (
    <details class="import-group" open={isOpen}>
      <summary>
        {title}: {kept} of {names.length}
      </summary>
      <div class="import-search">
        <TextField
          label={`Find ${title.toLowerCase()}`}
          placeholder="F* WOPR:*"
          value={search.value}
          onInput={(value) => {
            search.value = value;
          }}
        />
        {groups.length > 1 && (
          <fieldset class="import-kinds" aria-label="Kinds">
            {(['', ...groups] as const).map((one) => (
              <Button
                key={one}
                aria-pressed={group.value === one}
                onClick={() => {
                  group.value = one;
                }}
              >
                {one || 'All'}
              </Button>
            ))}
          </fieldset>
        )}
      </div>
      <div class="import-search">
        <Button onClick={() => onKeep(found, true)}>
          {isAll ? 'Take all' : `Take these ${found.length}`}
        </Button>
        <Button onClick={() => onKeep(found, false)}>
          {isAll ? 'Leave out all' : `Leave out these ${found.length}`}
        </Button>
      </div>
      <div class="import-columns">
        {found.slice(0, SHOWN_MAX).map((name) => (
          <label key={name} class="panel-option">
            <input
              type="checkbox"
              checked={!left.has(name)}
              onChange={({ currentTarget }) => onKeep([name], currentTarget.checked)}
            />
            <span class="truncate">{name}</span>
          </label>
        ))}
      </div>
      {found.length > SHOWN_MAX && (
        <p class="muted small">
          The first {SHOWN_MAX} of {found.length}; search for the others.
        </p>
      )}
    </details>
  );
}
