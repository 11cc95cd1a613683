import { produce } from 'immer';
import { newId } from '../content/ids.ts';
import { ANNOTATIONS_MAX } from '../content/limits.ts';
import { sameJsonText } from '../content/same-json-text.ts';
import type {
  Annotation,
  DateMarker,
  SessionContent,
  SharedContent,
  Threshold,
} from '../content/schema.ts';

/** A date marker or a threshold without an id. */
export type NewAnnotation = Omit<DateMarker, 'id'> | Omit<Threshold, 'id'>;

export function addAnnotation(
  content: SessionContent,
  annotation: NewAnnotation,
  id = newId(),
): SessionContent {
  if (content.userCreatedItems.annotations.length >= ANNOTATIONS_MAX) return content;
  return produce(content, ({ userCreatedItems }) => {
    userCreatedItems.annotations.push({
      ...annotation,
      id,
    } as (typeof userCreatedItems.annotations)[number]);
  });
}

/** Changes the given fields; the kind stays. */
export function changeAnnotation(
  content: SessionContent,
  id: string,
  changes: Partial<Omit<DateMarker, 'id' | 'kind'> & Omit<Threshold, 'id' | 'kind'>>,
): SessionContent {
  const { annotations } = content.userCreatedItems;
  const before = annotations.find((one) => one.id === id);
  const after = { ...before, ...changes } as Annotation;
  if (!before || sameJsonText(before, after)) return content;
  const changed = annotations.map((one) => (one === before ? after : one));
  return { ...content, userCreatedItems: { annotations: changed } };
}

export function removeAnnotation(content: SessionContent, id: string): SessionContent {
  return produce(content, ({ userCreatedItems }) => {
    const index = userCreatedItems.annotations.findIndex((one) => one.id === id);
    if (index >= 0) userCreatedItems.annotations.splice(index, 1);
  });
}

/** The visible annotations of a chart: date markers on every time axis, thresholds where their vector is shown. */
export function annotationsFor(
  content: Pick<SharedContent, 'userCreatedItems'>,
  chart: {
    readonly moduleId: string;
    readonly vectors: readonly string[];
    readonly timeAxis: boolean;
  },
): readonly Annotation[] {
  return content.userCreatedItems.annotations.filter((annotation) => {
    if (!annotation.visible) return false;
    if (annotation.charts !== 'all' && !annotation.charts.includes(chart.moduleId)) return false;
    return annotation.kind === 'dateMarker'
      ? chart.timeAxis
      : chart.vectors.includes(annotation.vector);
  });
}
