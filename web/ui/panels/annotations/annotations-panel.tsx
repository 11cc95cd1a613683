import { useSignal } from '@preact/signals';
import type { Annotation } from '../../../workbench/content/schema.ts';
import type { Drafts } from '../../../workbench/drafts.ts';
import {
  addAnnotation,
  changeAnnotation,
  type NewAnnotation,
  removeAnnotation,
} from '../../../workbench/edits/annotations.ts';
import { columnsOfAnnotation, outsideData } from '../../../workbench/ensembles/outside-data.ts';
import { ANNOTATION_LIMIT, useLimitedEdit } from '../../app/limited-edit.ts';
import { cssColor, SERIES_COLORS } from '../../charts/chart-theme.ts';
import { formatNumber } from '../../charts/format.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { counted } from '../../words/format.ts';
import type { PanelProps } from '../panel-host.tsx';
import { AnnotationForm } from './annotation-form.tsx';

type Editing =
  | { kind: 'none' }
  | { kind: 'new'; of: Annotation['kind'] }
  | { kind: 'old'; id: string };

/** The form that has a draft, for example from before a reload. */
function typedIn(drafts: Drafts): Editing {
  for (const key of Object.keys(drafts)) {
    const [, kind, of = ''] = /^annotation:(new|old):(.+)$/.exec(key) ?? [];
    if (kind === 'new') return { kind, of: of as Annotation['kind'] };
    if (kind === 'old') return { kind, id: of };
  }
  return { kind: 'none' };
}

/** Date markers and thresholds, which are shown in every chart they apply to. */
export function AnnotationsPanel({ workbench }: PanelProps) {
  const asked = useSignal<Editing>({ kind: 'none' });
  const editing = asked.value.kind === 'none' ? typedIn(workbench.drafts.value) : asked.value;
  const { annotations } = workbench.shared.value.userCreatedItems;
  const add = useLimitedEdit(workbench);
  const readOnly = workbench.readOnly.value;
  const done = () => {
    asked.value = { kind: 'none' };
  };
  return (
    <>
      {!readOnly && editing.kind !== 'new' && (
        <div class="panel-row">
          <Button
            icon="plus"
            onClick={() => {
              asked.value = { kind: 'new', of: 'dateMarker' };
            }}
          >
            Date marker
          </Button>
          <Button
            icon="plus"
            onClick={() => {
              asked.value = { kind: 'new', of: 'threshold' };
            }}
          >
            Threshold
          </Button>
        </div>
      )}
      {editing.kind === 'new' && (
        <AnnotationForm
          key={editing.of}
          editor={`annotation:new:${editing.of}`}
          workbench={workbench}
          action="Add"
          initial={newAnnotation(editing.of, annotations.length)}
          onCancel={done}
          onKeep={(annotation) => {
            add(
              (content) => addAnnotation(content, annotation),
              { label: `Add ${annotation.name}` },
              ANNOTATION_LIMIT,
            );
            done();
          }}
        />
      )}
      {annotations.length === 0 && editing.kind === 'none' && (
        <p class="muted">
          A date marker is shown in every chart over time, a threshold in every chart of its vector.
        </p>
      )}
      <ul class="panel-list">
        {annotations.map((annotation) =>
          editing.kind === 'old' && editing.id === annotation.id ? (
            <li key={annotation.id}>
              <AnnotationForm
                editor={`annotation:old:${annotation.id}`}
                workbench={workbench}
                action="Apply"
                initial={annotation}
                onCancel={done}
                onKeep={(_, { kind: __, ...changes }) => {
                  workbench.edit((content) => changeAnnotation(content, annotation.id, changes), {
                    label: `Change ${annotation.name}`,
                  });
                  done();
                }}
              />
            </li>
          ) : (
            <AnnotationItem
              key={annotation.id}
              annotation={annotation}
              workbench={workbench}
              onEdit={() => {
                asked.value = { kind: 'old', id: annotation.id };
              }}
            />
          ),
        )}
      </ul>
    </>
  );
}

/** Annotations start at a later series colour, because ensembles use the first ones. */
const FIRST_COLOR = 4;

/** Initial values of a new annotation's form. */
function newAnnotation(kind: Annotation['kind'], count: number): NewAnnotation {
  const color = `series-${((FIRST_COLOR + count) % SERIES_COLORS) + 1}`;
  const common = { name: '', color, visible: true, charts: 'all' } as const;
  return kind === 'dateMarker'
    ? { kind, ...common, date: '' }
    : { kind, ...common, vector: '', value: Number.NaN };
}

interface AnnotationItemProps extends Pick<PanelProps, 'workbench'> {
  annotation: Annotation;
  onEdit(): void;
}

/** One annotation: its value, the charts that show it, and a button to hide it. */
function AnnotationItem({ annotation, workbench, onEdit }: AnnotationItemProps) {
  const { id, name, color, visible, charts } = annotation;
  const readOnly = workbench.readOnly.value;
  const what =
    annotation.kind === 'dateMarker'
      ? annotation.date
      : `${annotation.vector} = ${formatNumber(annotation.value)}`;
  const data = workbench.shared.value.ensembleSet.ensembles.flatMap((ensemble) => {
    const state = workbench.ensembles.columns(ensemble.id, columnsOfAnnotation(annotation));
    return state.kind === 'ready' ? [state.data] : [];
  });
  const outside = outsideData(annotation, data);
  return (
    <li class="panel-item">
      <span class="strip-dot" style={{ background: cssColor(color) }} />
      <div class="panel-item-text">
        <p class="truncate">{name}</p>
        <p class="muted small numeric truncate">{what}</p>
        <p class="muted small">
          {outside && <strong>{outside}. </strong>}
          {charts === 'all' ? 'All charts it applies to' : counted(charts.length, 'chosen chart')}
        </p>
      </div>
      {!readOnly && (
        <>
          <IconButton
            icon="eye"
            label={`Show ${name}`}
            aria-pressed={visible}
            class="panel-toggle"
            onClick={() =>
              workbench.edit((content) => changeAnnotation(content, id, { visible: !visible }), {
                label: visible ? `Hide ${name}` : `Show ${name}`,
              })
            }
          />
          <IconButton icon="edit" label={`Edit ${name}`} onClick={onEdit} />
          <IconButton
            icon="trash"
            label={`Delete ${name}`}
            onClick={() =>
              workbench.edit((content) => removeAnnotation(content, id), {
                label: `Delete ${name}`,
              })
            }
          />
        </>
      )}
    </li>
  );
}
