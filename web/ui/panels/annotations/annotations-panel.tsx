import { useSignal } from '@preact/signals';
import type { Annotation } from '../../../workbench/content/schema.ts';
import {
  addAnnotation,
  changeAnnotation,
  type NewAnnotation,
} from '../../../workbench/edits/annotations.ts';
import { ANNOTATION_LIMIT, useLimitedEdit } from '../../app/limited-edit.ts';
import { SERIES_COLORS } from '../../charts/chart-theme.ts';
import { Button } from '../../components/button.tsx';
import type { PanelProps } from '../panel-host.tsx';
import { AnnotationForm } from './annotation-form.tsx';
import { AnnotationItem } from './annotation-item.tsx';

type Editing =
  | { kind: 'none' }
  | { kind: 'new'; of: Annotation['kind'] }
  | { kind: 'old'; id: string };

/** Date markers and thresholds: made once, shown in every chart they apply to. */
export function AnnotationsPanel({ workbench }: PanelProps) {
  const editing = useSignal<Editing>({ kind: 'none' });
  const { annotations } = workbench.content.value.userCreatedItems;
  const add = useLimitedEdit(workbench);
  const readOnly = workbench.readOnly.value;
  const done = () => {
    editing.value = { kind: 'none' };
  };
  return (
    <>
      {!readOnly && editing.value.kind !== 'new' && (
        <div class="panel-row">
          <Button
            icon="plus"
            onClick={() => {
              editing.value = { kind: 'new', of: 'dateMarker' };
            }}
          >
            Date marker
          </Button>
          <Button
            icon="plus"
            onClick={() => {
              editing.value = { kind: 'new', of: 'threshold' };
            }}
          >
            Threshold
          </Button>
        </div>
      )}
      {editing.value.kind === 'new' && (
        <AnnotationForm
          key={editing.value.of}
          workbench={workbench}
          action="Add"
          initial={newAnnotation(editing.value.of, annotations.length)}
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
      {annotations.length === 0 && editing.value.kind === 'none' && (
        <p class="muted">
          A date marker stands in every chart over time, a threshold in every chart of its vector.
        </p>
      )}
      <ul class="panel-list">
        {annotations.map((annotation) =>
          editing.value.kind === 'old' && editing.value.id === annotation.id ? (
            <li key={annotation.id}>
              <AnnotationForm
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
                editing.value = { kind: 'old', id: annotation.id };
              }}
            />
          ),
        )}
      </ul>
    </>
  );
}

/** Ensembles take their colours from the front. */
const FIRST_COLOR = 4;

/** What the form of a new annotation starts with. */
function newAnnotation(kind: Annotation['kind'], count: number): NewAnnotation {
  const color = `series-${((FIRST_COLOR + count) % SERIES_COLORS) + 1}`;
  const common = { name: '', color, visible: true, charts: 'all' } as const;
  return kind === 'dateMarker'
    ? { kind, ...common, date: '' }
    : { kind, ...common, vector: '', value: Number.NaN };
}
