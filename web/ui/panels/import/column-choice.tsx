import type { ImportedSource } from '../../../workbench/content/schema.ts';

export interface ColumnChoiceProps {
  source: ImportedSource;
  /** Names of what is left out. */
  left: ReadonlySet<string>;
  onChange(left: ReadonlySet<string>): void;
}

/** Which vectors and parameters are imported, for when all of them would not fit. */
export function ColumnChoice({ source, left, onChange }: ColumnChoiceProps) {
  const group = (title: string, names: readonly string[]) =>
    names.length > 0 && (
      <fieldset class="panel-group import-columns">
        <legend>{title}</legend>
        {names.map((name) => (
          <label key={name} class="panel-option">
            <input
              type="checkbox"
              checked={!left.has(name)}
              onChange={(event) => {
                const next = new Set(left);
                if (event.currentTarget.checked) next.delete(name);
                else next.add(name);
                onChange(next);
              }}
            />
            <span class="truncate">{name}</span>
          </label>
        ))}
      </fieldset>
    );
  return (
    <>
      {group(
        'Vectors',
        source.vectors.map(({ name }) => name),
      )}
      {group(
        'Parameters',
        source.parameters.map(({ name }) => name),
      )}
    </>
  );
}
