import { useState } from 'preact/hooks';
import type { NewAnnotation } from '../../../workbench/edits/annotations.ts';
import { Button } from '../../components/button.tsx';
import { Field, TextField } from '../../components/field.tsx';
import { vectorNames } from '../../modules/shown-ensembles.ts';
import { ColorChoice } from '../color-choice.tsx';
import type { PanelProps } from '../panel-host.tsx';
import { annotationProblems } from './annotation-problems.ts';
import { ChartChoice } from './chart-choice.tsx';

export interface AnnotationFormProps extends Pick<PanelProps, 'workbench'> {
  initial: NewAnnotation;
  onKeep(annotation: NewAnnotation): void;
  onCancel(): void;
}

/** Asks for all that makes an annotation; nothing is changed before it is kept. */
export function AnnotationForm({ workbench, initial, onKeep, onCancel }: AnnotationFormProps) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const problems = tried ? annotationProblems(draft) : {};
  const change = (changes: Partial<NewAnnotation>) =>
    setDraft({ ...draft, ...changes } as NewAnnotation);
  const kind = draft.kind === 'dateMarker' ? 'Date marker' : 'Threshold';
  return (
    <form
      class="panel-form"
      aria-label={kind}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.keys(annotationProblems(draft)).length > 0) return;
        onKeep({ ...draft, name: draft.name.trim() });
      }}
    >
      <TextField
        label="Name"
        value={draft.name}
        error={problems.name}
        onInput={(name) => change({ name })}
      />
      {draft.kind === 'dateMarker' ? (
        <Field label="Date" error={problems.date}>
          {(attributes) => (
            <input
              class="ui-input"
              type="date"
              {...attributes}
              value={draft.date}
              onInput={(event) => change({ date: event.currentTarget.value })}
            />
          )}
        </Field>
      ) : (
        <>
          <Field label="Vector" error={problems.vector}>
            {(attributes) => (
              <select
                class="ui-input"
                {...attributes}
                value={draft.vector}
                onChange={(event) => change({ vector: event.currentTarget.value })}
              >
                <option value="">Choose...</option>
                {withOwn(vectorNames(workbench), draft.vector).map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Value" error={problems.value}>
            {(attributes) => (
              <input
                class="ui-input"
                type="number"
                step="any"
                {...attributes}
                defaultValue={Number.isNaN(draft.value) ? '' : String(draft.value)}
                onInput={(event) => change({ value: event.currentTarget.valueAsNumber })}
              />
            )}
          </Field>
        </>
      )}
      <ColorChoice label="Colour" value={draft.color} onChange={(color) => change({ color })} />
      <ChartChoice
        workbench={workbench}
        charts={draft.charts}
        onChange={(charts) => change({ charts })}
      />
      <div class="panel-row">
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" type="submit">
          Keep
        </Button>
      </div>
    </form>
  );
}

/** A vector whose ensemble is gone stays a choice. */
function withOwn(names: readonly string[], own: string): readonly string[] {
  return own === '' || names.includes(own) ? names : [own, ...names];
}
