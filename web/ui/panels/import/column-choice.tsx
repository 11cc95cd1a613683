import type { ImportedSource } from '../../../workbench/content/schema.ts';
import { Button } from '../../components/button.tsx';

export interface ColumnChoiceProps {
  source: ImportedSource;
  /** Names of what is left out. */
  left: ReadonlySet<string>;
  onKeep(names: readonly string[], keep: boolean): void;
}

/** Which vectors and parameters are imported, for when all of them would not fit. */
export function ColumnChoice({ source, left, onKeep }: ColumnChoiceProps) {
  const group = (title: string, columns: readonly { readonly name: string }[]) => {
    const names = columns.map(({ name }) => name);
    const kept = names.filter((name) => !left.has(name)).length;
    if (names.length === 0) return null;
    return (
      <fieldset class="panel-group">
        <legend>
          {title}: {kept} of {names.length}
        </legend>
        <div class="panel-row">
          <Button onClick={() => onKeep(names, true)}>Take all</Button>
          <Button onClick={() => onKeep(names, false)}>Leave out all</Button>
        </div>
        <div class="import-columns">
          {names.map((name) => (
            <label key={name} class="panel-option">
              <input
                type="checkbox"
                checked={!left.has(name)}
                onChange={(event) => onKeep([name], event.currentTarget.checked)}
              />
              <span class="truncate">{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
    );
  };
  return (
    <>
      {group('Vectors', source.vectors)}
      {group('Parameters', source.parameters)}
    </>
  );
}
