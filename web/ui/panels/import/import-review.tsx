import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ImportedSource, SessionContent } from '../../../workbench/content/schema.ts';
import { addEnsemble, replaceEnsembleData } from '../../../workbench/edits/ensembles.ts';
import { amountsOf, isImported, namesOf } from '../../../workbench/ensembles/import/amounts.ts';
import { limitIssue, numbersOf } from '../../../workbench/ensembles/import/limit-issue.ts';
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
import { AdditionFields, EnsembleFields, RoomLine, ThinningField } from './import-result.tsx';

/** With this many vectors their list starts open. */
const MANY_COLUMNS = 40;

export interface ImportReviewProps extends ImportDialogProps {
  current: Import;
  reading: Reading;
  /** The files are being read again after a choice. */
  isStale: boolean;
  onRemember(choices: Choices): void;
  /** A question shown above everything else. */
  children: ComponentChildren;
}

/** Shows what was read and how, with controls to change that, and the button that adds it. */
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
  const isAddition = additions !== null;
  const amounts = ensembles.map((one) => amountsOf(one, thinning.value, left.value));
  const limit = isAddition
    ? null
    : limitIssue(workbench.content.peek(), amounts, replaces !== null && ensembles.length === 1);
  const packing = useSignal(false);
  const refusal = useSignal<string | null>(null);
  const hasSomething = isAddition ? target !== null : ensembles.length > 0;
  const canAdd = isReady && hasSomething && !limit && !packing.value;

  const add = async () => {
    if (!canAdd) return;
    packing.value = true;
    refusal.value = null;
    try {
      const sources = await pack();
      const edit = (content: SessionContent) => withSources(content, sources);
      const what =
        isAddition || replaces
          ? (target?.name ?? 'data')
          : (names.value[0] ?? ensembles[0]?.name ?? 'data');
      const verb = isAddition ? 'Add to' : replaces ? 'Replace data of' : 'Add';
      limitedEdit(edit, { label: `${verb} ${what}` }, ENSEMBLE_LIMIT);
      onRemember(current.choices);
      onClose();
    } catch (error) {
      const isOver = error instanceof DOMException && error.name === 'AbortError';
      if (!isOver) refusal.value = error instanceof Error ? error.message : String(error);
    } finally {
      packing.value = false;
    }
  };

  /** Stores the data on this device, before the content refers to it. */
  async function pack(): Promise<readonly ImportedSource[]> {
    const { job } = current;
    if (!job) throw new Error('the files are not read yet');
    if (!isAddition) return job.pack({ thinning: thinning.value, left: left.value });
    if (!target) throw new Error('there is no ensemble to add to');
    const { realizations } = await workbench.ensembles.loaded(target.id);
    return [await job.packInto({ source: target.source, realizations, label })];
  }

  function withSources(content: SessionContent, sources: readonly ImportedSource[]) {
    const [only] = sources;
    const replaced = isAddition ? targetId : replaces;
    if (replaced && only && sources.length === 1)
      return replaceEnsembleData(content, replaced, only);
    return sources.reduce(
      (next, source, i) =>
        addEnsemble(next, {
          name: names.value[i]?.trim() || (ensembles[i]?.name ?? 'Imported'),
          source,
        }),
      content,
    );
  }

  const keep = (some: readonly string[], wanted: boolean) => {
    const changed = new Set(some);
    const others = [...left.value].filter((one) => !changed.has(one));
    left.value = new Set(wanted ? others : [...others, ...some]);
  };
  const vectors = namesOf(ensembles.map((one) => one.vectors));
  const parameters = namesOf(ensembles.map((one) => one.parameters));
  const without = files.filter(({ name }) => !problems.some(({ file }) => file === name));
  // Until the questions are answered, dates and numbers may be wrong.
  const shown = questions.length === 0 ? ensembles : [];
  const isTooMuch = Boolean(limit);
  return (
    <Dialog
      title={replaces ? `Replace the data of ${target?.name ?? 'the ensemble'}` : 'Import data'}
      size="large"
      takesFiles
      onClose={onClose}
      onSubmit={() => void add()}
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
          <p>Nothing can be added until these problems are solved. The files are unchanged.</p>
          <ImportProblems problems={problems} />
          {without.length > 0 && without.length < files.length && (
            <Button onClick={() => onFiles(without)}>Continue without these files</Button>
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
          The files contain {ensembles.length} ensembles, so they are added as new ensembles and
          nothing is replaced.
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
      {isReady && <RoomLine numbers={amounts.reduce((sum, one) => sum + numbersOf(one), 0)} />}
      {limit && <Banner tone="warning">{limit}</Banner>}
      {packing.value && (
        <label class="import-progress">
          <span class="numeric">Packing the numbers: {Math.round(100 * current.packed)} %</span>
          <progress max={1} value={current.packed} />
        </label>
      )}
      {refusal.value && (
        <Banner tone="danger">Nothing was added to the session: {refusal.value}.</Banner>
      )}
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

/** What the button that adds everything is called. */
function buttonWords(count: number, isAddition: boolean, replaces: boolean): string {
  if (isAddition) return 'Add to the ensemble';
  if (replaces && count === 1) return 'Replace data';
  return count > 1 ? `Add ${count} ensembles` : 'Add ensemble';
}
