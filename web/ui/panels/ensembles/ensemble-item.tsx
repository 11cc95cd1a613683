import { useSignal } from '@preact/signals';
import type { Ensemble } from '../../../workbench/content/schema.ts';
import { ensembleColor } from '../../../workbench/content/select.ts';
import { renameEnsemble } from '../../../workbench/edits/ensembles.ts';
import type { EnsembleDataState } from '../../../workbench/ensembles/ensemble-data.ts';
import { IconButton } from '../../components/button.tsx';
import { InlineName } from '../../components/inline-name.tsx';
import { cssColor } from '../../styles/css-color.ts';
import { counted } from '../../words/format.ts';
import type { PanelProps } from '../panel-host.tsx';

interface EnsembleItemProps extends Pick<PanelProps, 'workbench'> {
  ensemble: Ensemble;
  onRemove(): void;
}

/** An ensemble with what it has in it. */
export function EnsembleItem({ ensemble, workbench, onRemove }: EnsembleItemProps) {
  const { id, name, source } = ensemble;
  const renaming = useSignal(false);
  const readOnly = workbench.readOnly.value;
  const color = cssColor(ensembleColor(workbench.content.value, id));
  const endRename = (text: string | null) => {
    renaming.value = false;
    if (text === null) return;
    workbench.edit((content) => renameEnsemble(content, id, text), { label: 'Rename ensemble' });
  };
  return (
    <li class="panel-item">
      <span class="strip-dot" style={{ background: color }} />
      <div class="panel-item-text">
        {renaming.value ? (
          <InlineName label="Name of the ensemble" value={name} onEnd={endRename} />
        ) : (
          <p class="truncate">{name}</p>
        )}
        <p class="muted small">{contents(workbench.ensembles.data(id).value)}</p>
        <p class="muted small truncate">
          {source.kind === 'example' ? 'Built-in example' : `From ${source.fileNames.join(', ')}`}
        </p>
      </div>
      {!readOnly && (
        <>
          <IconButton
            icon="edit"
            label={`Rename ${name}`}
            onClick={() => {
              renaming.value = true;
            }}
          />
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
