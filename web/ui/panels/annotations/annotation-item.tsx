import type { Annotation } from '../../../workbench/content/schema.ts';
import { changeAnnotation, removeAnnotation } from '../../../workbench/edits/annotations.ts';
import { outsideData } from '../../../workbench/ensembles/outside-data.ts';
import { formatNumber } from '../../charts/format.ts';
import { IconButton } from '../../components/button.tsx';
import { cssColor } from '../../styles/css-color.ts';
import { counted } from '../../words/format.ts';
import type { PanelProps } from '../panel-host.tsx';

interface AnnotationItemProps extends Pick<PanelProps, 'workbench'> {
  annotation: Annotation;
  onEdit(): void;
}

/** One annotation: what it is, where it shows, and whether it does. */
export function AnnotationItem({ annotation, workbench, onEdit }: AnnotationItemProps) {
  const { id, name, color, visible, charts } = annotation;
  const readOnly = workbench.readOnly.value;
  const what =
    annotation.kind === 'dateMarker'
      ? annotation.date
      : `${annotation.vector} = ${formatNumber(annotation.value)}`;
  const data = workbench.content.value.ensembleSet.ensembles.flatMap((ensemble) => {
    const state = workbench.ensembles.data(ensemble.id).value;
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
