import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type {
  Ensemble,
  ImportedSource,
  SessionContent,
} from '../../../workbench/content/schema.ts';
import { addEnsemble, replaceEnsembleData } from '../../../workbench/edits/ensembles.ts';
import { limitIssue } from '../../../workbench/ensembles/import/limit-issue.ts';
import type { Choices } from '../../../workbench/ensembles/import/mapping.ts';
import type { Reading, Thinning } from '../../../workbench/ensembles/import/reading.ts';
import { ENSEMBLE_LIMIT, useLimitedEdit } from '../../app/limited-edit.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { FileGroupView } from './file-group.tsx';
import type { Import, ImportDialogProps } from './import-dialog.tsx';
import { ImportProblems, ImportQuestions } from './import-questions.tsx';
import { AdditionFields, EnsembleFields, ThinningField } from './import-result.tsx';
import { SizeLine, usePacked, useStoredSize } from './packed.tsx';

/** From here on the list of columns is open at once. */
const MANY_COLUMNS = 40;

export interface ImportReviewProps extends ImportDialogProps {
  current: Import;
  reading: Reading;
  /** A choice was made and the files are being read again. */
  isStale: boolean;
  onRemember(choices: Choices): void;
  /** What is asked before anything else. */
  children: ComponentChildren;
}

/** What was read and how, what can be changed of that, and the button that adds it. */
export function ImportReview(props: ImportReviewProps) {
  const { files, workbench, replaces, current, reading, isStale } = props;
  const { onFiles, onRemember, onClose, children } = props;
  const { ensembles, additions, problems, questions, notes, groups } = reading;
  const limitedEdit = useLimitedEdit(workbench);
  const names = useSignal<readonly string[]>([]);
  const left = useSignal<ReadonlySet<string>>(new Set());
  const thinning = useSignal<Thinning>('all');
  const chosenLabel = useSignal<string | null>(null);
  const targets = useMemo(
    () => workbench.content.peek().ensembleSet.ensembles.filter(isImported),
    [workbench],
  );
  const chosenTarget = useSignal(replaces ?? targets[0]?.id ?? '');
  const targetId = chosenTarget.value;
  const target = targets.find(({ id }) => id === targetId) ?? null;
  const label =
    chosenLabel.value ??
    additions?.labels.find((one) => target?.name.includes(one)) ??
    additions?.labels[0] ??
    '';
  const isReady = problems.length === 0 && questions.length === 0 && !isStale;
  const sources = usePacked(current.job, reading, isReady, {
    thinning: thinning.value,
    target: target?.source ?? null,
    label,
    left: left.value,
  });
  const isAddition = additions !== null;
  const edit = useMemo(() => {
    if (!sources) return null;
    return (content: SessionContent, named: readonly string[] = []) => {
      const [only] = sources;
      const replaced = isAddition ? targetId : replaces;
      if (replaced && only && sources.length === 1)
        return replaceEnsembleData(content, replaced, only);
      return sources.reduce(
        (next, source, i) =>
          addEnsemble(next, {
            name: named[i]?.trim() || (ensembles[i]?.name ?? 'Imported'),
            source,
          }),
        content,
      );
    };
  }, [sources, isAddition, targetId, replaces, ensembles]);
  const size = useStoredSize(workbench, edit);
  const limit =
    sources && limitIssue(workbench.content.peek(), sources, isAddition || replaces !== null);
  const canAdd = edit !== null && size?.fits === true && !limit;
  const add = () => {
    if (!canAdd || !edit) return;
    const what =
      isAddition || replaces
        ? (target?.name ?? 'data')
        : (names.value[0] ?? ensembles[0]?.name ?? 'data');
    const verb = isAddition ? 'Add to' : replaces ? 'Replace data of' : 'Add';
    limitedEdit(
      (content) => edit(content, names.value),
      { label: `${verb} ${what}` },
      ENSEMBLE_LIMIT,
    );
    onRemember(current.choices);
    onClose();
  };
  const keep = (some: readonly string[], wanted: boolean) => {
    const changed = new Set(some);
    const others = [...left.value].filter((one) => !changed.has(one));
    left.value = new Set(wanted ? others : [...others, ...some]);
  };
  const vectors = namesOf(ensembles.map((one) => one.vectors));
  const parameters = namesOf(ensembles.map((one) => one.parameters));
  const without = files.filter(({ name }) => !problems.some(({ file }) => file === name));
  // Before questions are answered, dates and numbers may be others.
  const shown = questions.length === 0 ? ensembles : [];
  const isTooMuch = size?.fits === false || Boolean(limit);
  return (
    <Dialog
      title={replaces ? `Replace the data of ${target?.name ?? 'the ensemble'}` : 'Import data'}
      size="large"
      takesFiles
      onClose={onClose}
      onSubmit={add}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={!canAdd}>
            {buttonWords(ensembles.length, isAddition, replaces !== null)}
          </Button>
        </>
      }
    >
      {children}
      {problems.length > 0 && (
        <>
          <p>Nothing is added while something is wrong. The files are unchanged.</p>
          <ImportProblems problems={problems} />
          {without.length > 0 && without.length < files.length && (
            <Button onClick={() => onFiles(without)}>Go on without these files</Button>
          )}
        </>
      )}
      <ImportQuestions questions={questions} onChoose={current.choose} />
      {shown.map((ensemble, i) => (
        <EnsembleFields
          key={i}
          ensemble={ensemble}
          name={names.value[i] ?? ensemble.name}
          isNamed={!replaces}
          onName={(name) => {
            const before = names.value;
            names.value = ensembles.map((one, at) => (at === i ? name : (before[at] ?? one.name)));
          }}
        />
      ))}
      {replaces && ensembles.length > 1 && (
        <Banner tone="warning">
          The files hold {ensembles.length} ensembles, so they are added beside the one to be
          replaced.
        </Banner>
      )}
      {additions && (
        <AdditionFields
          additions={additions}
          targets={targets}
          targetId={targetId}
          label={label}
          onTarget={(id) => {
            chosenTarget.value = id;
          }}
          onLabel={(next) => {
            chosenLabel.value = next;
          }}
        />
      )}
      {notes.length > 0 && (
        <ul class="import-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {isReady && (ensembles.length > 0 || target) && <SizeLine size={size} />}
      {limit && <Banner tone="warning">{limit}</Banner>}
      {ensembles.length > 0 && <ThinningField thinning={thinning} />}
      <ColumnChoice
        title="Vectors"
        names={vectors}
        left={left.value}
        isOpen={isTooMuch || vectors.length >= MANY_COLUMNS}
        onKeep={keep}
      />
      <ColumnChoice
        title="Parameters"
        names={parameters}
        left={left.value}
        isOpen={isTooMuch}
        onKeep={keep}
      />
      {groups.map((group) => (
        <FileGroupView
          key={group.shape}
          group={group}
          isOpen={groups.length === 1 || problems.length > 0}
          onChoose={(change) => current.choose(group.shape, change)}
        />
      ))}
      {isStale && (
        <p class="muted" role="status">
          Reading again...
        </p>
      )}
    </Dialog>
  );
}

type ImportedEnsemble = Ensemble & { readonly source: ImportedSource };

function isImported(ensemble: Ensemble): ensemble is ImportedEnsemble {
  return ensemble.source.kind === 'imported';
}

function namesOf(lists: readonly (readonly { readonly name: string }[])[]): string[] {
  return [...new Set(lists.flat().map(({ name }) => name))];
}

function buttonWords(count: number, isAddition: boolean, replaces: boolean): string {
  if (isAddition) return 'Add to the ensemble';
  if (replaces && count === 1) return 'Replace data';
  return count > 1 ? `Add ${count} ensembles` : 'Add ensemble';
}
