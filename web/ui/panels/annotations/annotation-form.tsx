import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { NAME_MAX_LENGTH } from '../../../workbench/content/limits.ts';
import { moduleLabel } from '../../../workbench/content/module-title.ts';
import type { Annotation } from '../../../workbench/content/schema.ts';
import type { NewAnnotation } from '../../../workbench/edits/annotations.ts';
import { useDraft } from '../../app/use-parsed.ts';
import { Button } from '../../components/button.tsx';
import { changedFields, Field, TextField } from '../../components/field.tsx';
import { moduleOfType } from '../../modules/registry.ts';
import { vectorNames } from '../../modules/shown-ensembles.ts';
import { ColorChoice } from '../color-choice.tsx';
import type { PanelProps } from '../panel-host.tsx';

interface AnnotationFormProps extends Pick<PanelProps, 'workbench'> {
  /** Key of the editor, for its draft. */
  editor: string;
  initial: NewAnnotation;
  /** Label of the submit button. */
  action: 'Add' | 'Apply';
  /** `changed`: the fields that were changed in the form. */
  onKeep(annotation: NewAnnotation, changed: Partial<NewAnnotation>): void;
  onCancel(): void;
}

/** Form for an annotation. Changes nothing until it is submitted. */
export function AnnotationForm({
  workbench,
  editor,
  initial,
  action,
  onKeep,
  onCancel,
}: AnnotationFormProps) {
  const began = useRef(initial).current;
  const tried = useSignal(false);
  const label = action === 'Add' ? 'New annotation' : `Annotation '${initial.name}'`;
  const typed = useDraft<StoredDraft>(workbench, {
    key: editor,
    label,
    at: { panel: 'annotations' },
  });
  const vectors = vectorNames(workbench);
  const draft = typed.value ? fromStored(typed.value) : initial;
  const problems = tried.value ? annotationProblems(draft) : {};
  const change = (changes: Partial<NewAnnotation>) => {
    typed.set(toStored({ ...draft, ...changes } as NewAnnotation));
  };
  const kind = draft.kind === 'dateMarker' ? 'Date marker' : 'Threshold';
  return (
    <form
      class="panel-form"
      aria-label={kind}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tried.value = true;
        if (Object.keys(annotationProblems(draft)).length > 0) return;
        const kept = { ...draft, name: draft.name.trim() };
        typed.set(undefined);
        onKeep(kept, changedFields(began, kept));
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
              max="9999-12-31"
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
                {withOwn(vectors, draft.vector).map((name) => (
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
        <Button
          onClick={() => {
            typed.set(undefined);
            onCancel();
          }}
        >
          Cancel
        </Button>
        <Button variant="primary" type="submit">
          {action}
        </Button>
      </div>
    </form>
  );
}

/** JSON has no NaN, so a missing value is stored as null. */
type StoredDraft = Omit<NewAnnotation, 'value'> & { readonly value?: number | null };

function toStored(annotation: NewAnnotation): StoredDraft {
  if (annotation.kind === 'dateMarker') return annotation;
  const { value } = annotation;
  return { ...annotation, value: Number.isNaN(value) ? null : value };
}

function fromStored(stored: StoredDraft): NewAnnotation {
  const annotation =
    stored.kind === 'dateMarker' ? stored : { ...stored, value: stored.value ?? Number.NaN };
  return annotation as NewAnnotation;
}

/** Keeps the chosen vector as an option even if its ensemble was removed. */
function withOwn(names: readonly string[], own: string): readonly string[] {
  return own === '' || names.includes(own) ? names : [own, ...names];
}

type AnnotationProblems = Partial<Record<'name' | 'date' | 'vector' | 'value', string>>;

/** Error messages by field; empty if the annotation is valid. */
function annotationProblems(draft: NewAnnotation): AnnotationProblems {
  const problems: AnnotationProblems = {};
  const name = draft.name.trim();
  if (name === '') problems.name = 'Enter a name, which is shown beside the line.';
  else if (name.length > NAME_MAX_LENGTH)
    problems.name = `At most ${NAME_MAX_LENGTH} characters fit.`;
  if (draft.kind === 'dateMarker') {
    if (!/^\d{4}-\d\d-\d\d$/.test(draft.date)) problems.date = 'Choose a date.';
    return problems;
  }
  if (draft.vector === '') problems.vector = 'Choose the vector it applies to.';
  if (!Number.isFinite(draft.value)) problems.value = 'Enter a number.';
  return problems;
}

interface ChartChoiceProps extends Pick<PanelProps, 'workbench'> {
  charts: Annotation['charts'];
  onChange(charts: Annotation['charts']): void;
}

/** Choice of charts that show an annotation: all that it applies to, or only the ticked ones. */
function ChartChoice({ workbench, charts, onChange }: ChartChoiceProps) {
  const content = workbench.content.value;
  const modules = content.dashboards.flatMap((dashboard) =>
    dashboard.modules.flatMap((instance) => {
      const module = moduleOfType(instance.type)?.module;
      if (!module?.showsAnnotations) return [];
      return [{ id: instance.id, label: `${moduleLabel(instance)} on ${dashboard.name}` }];
    }),
  );
  const chosen = charts === 'all' ? [] : charts;
  return (
    <fieldset class="panel-group">
      <legend>Show in</legend>
      <label class="panel-option">
        <input
          type="checkbox"
          checked={charts === 'all'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'all' : [])}
        />
        All charts it applies to
      </label>
      {charts !== 'all' &&
        modules.map(({ id, label }) => (
          <label key={id} class="panel-option">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, id]
                    : chosen.filter((other) => other !== id),
                )
              }
            />
            {label}
          </label>
        ))}
    </fieldset>
  );
}
