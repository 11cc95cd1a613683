import { addEnsemble, removeEnsemble } from '../../../workbench/edits/ensembles.ts';
import { exampleEnsemble } from '../../../workbench/ensembles/example-ensemble.ts';
import { type ExampleName, exampleFields } from '../../../workbench/ensembles/example-fields.ts';
import { ENSEMBLE_LIMIT, useLimitedEdit } from '../../app/limited-edit.ts';
import { Choice } from '../../components/choice.tsx';
import { ImportButton } from '../import/import-button.tsx';
import type { PanelProps } from '../panel-host.tsx';
import { EnsembleItem } from './ensemble-item.tsx';

const examples = Object.keys(exampleFields) as ExampleName[];

/** The ensembles of the session, and where more come from. */
export function EnsemblesPanel({ workbench, onImport }: PanelProps) {
  const { ensembles } = workbench.content.value.ensembleSet;
  const add = useLimitedEdit(workbench);
  const readOnly = workbench.readOnly.value;
  return (
    <>
      <section class="panel-group" aria-label="In this session">
        <h3>In this session</h3>
        {ensembles.length === 0 && (
          <p class="muted">No ensembles yet. Add an example below, or data of your own.</p>
        )}
        <ul class="panel-list">
          {ensembles.map((ensemble) => (
            <EnsembleItem
              key={ensemble.id}
              ensemble={ensemble}
              workbench={workbench}
              onReplace={(files) => onImport(files, ensemble.id)}
              onRemove={() =>
                workbench.edit((content) => removeEnsemble(content, ensemble.id), {
                  label: `Remove ${ensemble.name}`,
                })
              }
            />
          ))}
        </ul>
      </section>
      {!readOnly && (
        <section class="panel-group" aria-label="Your own data">
          <h3>Your own data</h3>
          <ImportButton onImport={onImport} />
        </section>
      )}
      {!readOnly && (
        <section class="panel-group" aria-label="Examples">
          <h3>Examples</h3>
          {examples.map((name) => (
            <Choice
              key={name}
              icon="plus"
              title={exampleFields[name].title}
              onClick={() =>
                add(
                  (content) => addEnsemble(content, exampleEnsemble(name)),
                  { label: `Add ${exampleFields[name].title}` },
                  ENSEMBLE_LIMIT,
                )
              }
            >
              {exampleFields[name].description}
            </Choice>
          ))}
        </section>
      )}
    </>
  );
}
