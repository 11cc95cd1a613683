import { useMemo, useState } from 'preact/hooks';
import { NAME_MAX_LENGTH } from '../../../workbench/content/limits.ts';
import type { Ensemble } from '../../../workbench/content/schema.ts';
import { addEnsemble } from '../../../workbench/edits/ensembles.ts';
import { chooseColumns } from '../../../workbench/ensembles/import/choose-columns.ts';
import type { ImportedFiles } from '../../../workbench/ensembles/import/outcome.ts';
import { ENSEMBLE_LIMIT, useLimitedEdit } from '../../app/limited-edit.ts';
import { formatDay } from '../../charts/format.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { counted } from '../../words/format.ts';
import type { PanelProps } from '../panel-host.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { FilePreview } from './file-preview.tsx';
import { SizeLine, useStoredSize } from './stored-size.tsx';

export interface ImportPreviewProps extends Pick<PanelProps, 'workbench'> {
  imported: ImportedFiles;
  onClose(): void;
}

/** What was read, how much room it takes in the cloud, and the button that adds it. */
export function ImportPreview({ imported, workbench, onClose }: ImportPreviewProps) {
  const { source, previews, notes, realizations, firstTime, lastTime } = imported;
  const edit = useLimitedEdit(workbench);
  const [name, setName] = useState(() => nameFrom(source.fileNames[0] ?? ''));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const ensemble = useMemo((): Omit<Ensemble, 'id'> => {
    const kept = ({ name: column }: { name: string }) => !left.has(column);
    const names = (columns: readonly { name: string }[]) =>
      new Set(columns.filter(kept).map(({ name: column }) => column));
    const chosen = chooseColumns(source, names(source.vectors), names(source.parameters));
    return { name: name.trim() || 'Imported', source: chosen };
  }, [source, left, name]);
  const size = useStoredSize(workbench, ensemble);
  const keep = (names: readonly string[], wanted: boolean) =>
    setLeft((before) => {
      const others = [...before].filter((column) => !names.includes(column));
      return new Set(wanted ? others : [...others, ...names]);
    });
  const empty = ensemble.source.kind === 'imported' && ensemble.source.vectors.length === 0;
  const add = () => {
    if (!size?.fits || empty) return;
    edit(
      (content) => addEnsemble(content, ensemble),
      { label: `Add ${ensemble.name}` },
      ENSEMBLE_LIMIT,
    );
    onClose();
  };
  return (
    <Dialog
      title="Import CSV"
      size="medium"
      onClose={onClose}
      onSubmit={add}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={!size?.fits || empty}>
            Add ensemble
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        maxLength={NAME_MAX_LENGTH}
        autofocus
        onInput={setName}
      />
      <p>
        {counted(realizations.length, 'realization')}, {counted(source.timeCount, 'date')} from{' '}
        {formatDay(firstTime)} to {formatDay(lastTime)}, {counted(source.vectors.length, 'vector')},{' '}
        {counted(source.parameters.length, 'parameter')}.
      </p>
      {notes.map((note) => (
        <Banner key={note} tone="info">
          {note}
        </Banner>
      ))}
      <SizeLine size={size} />
      {(left.size > 0 || size?.fits === false) && (
        <ColumnChoice source={source} left={left} onKeep={keep} />
      )}
      {previews.map((preview) => (
        <FilePreview key={preview.file} preview={preview} />
      ))}
    </Dialog>
  );
}

/** "reek-iter-0" of "reek-iter-0.csv". */
function nameFrom(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '').slice(0, NAME_MAX_LENGTH);
}
