import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Ensemble } from '../../workbench/content/schema.ts';
import { ensembleColor } from '../../workbench/content/select.ts';
import { addEnsemble, removeEnsemble, renameEnsemble } from '../../workbench/edits/ensembles.ts';
import type { EnsembleDataState } from '../../workbench/ensembles/ensemble-data.ts';
import { exampleEnsemble } from '../../workbench/ensembles/example-ensemble.ts';
import { type ExampleName, exampleFields } from '../../workbench/ensembles/example-fields.ts';
import { useApp } from '../app/app-model.ts';
import { exportEnsemble } from '../app/exports.ts';
import { ENSEMBLE_LIMIT, useLimitedEdit } from '../app/limited-edit.ts';
import { useRename } from '../app/use-rename.tsx';
import { cssColor } from '../charts/chart-theme.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Choice } from '../components/dialog.tsx';
import { counted } from '../words/format.ts';
import type { PanelProps } from './panel-host.tsx';

const examples = Object.keys(exampleFields) as ExampleName[];

/** The ensembles of the session, and ways to add more. */
export function EnsemblesPanel({ workbench, onImport }: PanelProps) {
  const { ensembles } = workbench.shared.value.ensembleSet;
  const add = useLimitedEdit(workbench);
  const readOnly = workbench.readOnly.value;
  return (
    <>
      <section class="panel-group" aria-label={readOnly ? 'Ensembles' : 'In this session'}>
        {!readOnly && <h3>In this session</h3>}
        {ensembles.length === 0 && (
          <p class="muted">
            {readOnly
              ? 'There are no ensembles here.'
              : 'No ensembles yet. Add data of your own, or an example below.'}
          </p>
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

interface EnsembleItemProps extends Pick<PanelProps, 'workbench'> {
  ensemble: Ensemble;
  onRemove(): void;
  onReplace(files: readonly File[]): void;
}

/** One ensemble: its contents, its source, and actions. */
function EnsembleItem({ ensemble, workbench, onRemove, onReplace }: EnsembleItemProps) {
  const app = useApp();
  const { id, name, source } = ensemble;
  const readOnly = workbench.readOnly.value;
  const data = workbench.ensembles.data(id).value;
  const color = cssColor(ensembleColor(workbench.shared.value, id));
  const renaming = useRename(
    workbench,
    { key: `ensemble:${id}:name`, label: 'Name of the ensemble', at: { panel: 'ensembles' } },
    name,
    (text) =>
      workbench.edit((content) => renameEnsemble(content, id, text), { label: 'Rename ensemble' }),
  );
  return (
    <li class="panel-item">
      <span class="strip-dot" style={{ background: color }} />
      <div class="panel-item-text">
        {renaming.field ?? <p class="truncate">{name}</p>}
        <p class="muted small">{contents(data)}</p>
        <p class="muted small truncate">
          {source.kind === 'example' ? 'Built-in example' : `From ${source.fileNames.join(', ')}`}
        </p>
      </div>
      {data.kind === 'ready' && (
        <IconButton
          icon="download"
          label={`Save the data of ${name} as CSV`}
          onClick={() => void exportEnsemble(app, workbench, ensemble)}
        />
      )}
      {!readOnly && (
        <>
          <ReplaceDataButton name={name} onFiles={onReplace} />
          <IconButton icon="edit" label={`Rename ${name}`} onClick={renaming.open} />
          <IconButton icon="trash" label={`Remove ${name}`} onClick={onRemove} />
        </>
      )}
    </li>
  );
}

function contents(state: EnsembleDataState): string {
  if (state.kind === 'loading') return 'Loading...';
  if (state.kind === 'failed') return state.message;
  const { realizations, times, vectors, parameters } = state.data;
  return [
    counted(realizations.length, 'realization'),
    counted(times.length, 'date'),
    counted(vectors.size, 'vector'),
    counted(parameters.size, 'parameter'),
  ].join(', ');
}

/** Asks for data files, which can also be dropped anywhere on the session. */
function ImportButton({ onImport }: { onImport(files: readonly File[]): void }) {
  return (
    <div class="import-drop">
      <p class="small">
        CSV and other text tables, parameters.txt, Parquet, Arrow, Eclipse summaries (.SMSPEC with
        .UNSMRY), gzipped or in a zip; several at once if they belong together. Drop them anywhere,
        or choose them.
      </p>
      <WithFileInput label="Data files" onFiles={onImport}>
        {(open) => (
          <Button icon="upload" onClick={open}>
            Choose files
          </Button>
        )}
      </WithFileInput>
    </div>
  );
}

/** Asks for files whose data replaces that of an ensemble. */
function ReplaceDataButton({
  name,
  onFiles,
}: {
  name: string;
  onFiles(files: readonly File[]): void;
}) {
  return (
    <WithFileInput label={`Data files for ${name}`} onFiles={onFiles}>
      {(open) => <IconButton icon="upload" label={`Replace the data of ${name}`} onClick={open} />}
    </WithFileInput>
  );
}

function WithFileInput(props: {
  label: string;
  onFiles(files: readonly File[]): void;
  children(open: () => void): ComponentChildren;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {props.children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={props.label}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // So that the same file can be chosen again after it was corrected.
          currentTarget.value = '';
          if (files.length > 0) props.onFiles(files);
        }}
      />
    </>
  );
}
