import { useMemo } from 'preact/hooks';
import type { Difference } from '../../kernel/index.ts';
import { partLabel } from '../../workbench/content/labels.ts';
import { contentModel } from '../../workbench/content/model.ts';
import { moduleTitle } from '../../workbench/content/module-title.ts';
import { namesById } from '../../workbench/differences/names-by-id.ts';
import { useApp } from '../app/app-model.ts';
import { DifferenceRows, type Side } from './difference-rows.tsx';

export type Sides = ReadonlyMap<string, Side>;

/** With more to choose, what is inside each is shown only when asked for. */
const OPEN_MAX = 4;

/** What differs, part by part, with what is inside; where somebody must choose, a choice of one side. */
export function DifferenceList({
  differences,
  sides,
  onChoose,
}: {
  differences: readonly Difference[];
  sides: Sides;
  onChoose(name: string, side: Side): void;
}) {
  const { workbench } = useApp();
  const { parts, names } = useMemo(() => {
    const theirs = differences.map(({ name, parts }) => [name, parts.theirs] as const);
    const all = [...theirs, ...contentModel.split(workbench.content.peek())];
    return { parts: new Map<string, unknown>(all), names: namesById(all) };
  }, [differences, workbench]);
  const choices = differences.filter(({ mergesAlone }) => !mergesAlone);
  return (
    <table class="dialog-table differences">
      <thead>
        <tr>
          <th scope="col">What differs</th>
          <th scope="col">This page</th>
          <th scope="col">In the cloud</th>
        </tr>
      </thead>
      {differences.map((difference) => (
        <DifferenceRows
          key={difference.name}
          difference={{
            ...difference,
            label: partLabel(difference.name, parts.get(difference.name), parts, moduleTitle),
          }}
          side={sides.get(difference.name)}
          startsOpen={choices.includes(difference) && choices.length <= OPEN_MAX}
          nameOf={(id) => names.get(id)}
          onChoose={(side) => onChoose(difference.name, side)}
        />
      ))}
    </table>
  );
}
