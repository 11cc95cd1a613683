import { NAME_MAX_LENGTH } from '../../../workbench/content/limits.ts';
import type { NewAnnotation } from '../../../workbench/edits/annotations.ts';

export type AnnotationProblems = Partial<Record<'name' | 'date' | 'vector' | 'value', string>>;

/** What keeps an annotation from being kept, by field; empty if nothing does. */
export function annotationProblems(draft: NewAnnotation): AnnotationProblems {
  const problems: AnnotationProblems = {};
  const name = draft.name.trim();
  if (name === '') problems.name = 'Give it a name, which stands beside its line.';
  else if (name.length > NAME_MAX_LENGTH)
    problems.name = `At most ${NAME_MAX_LENGTH} characters fit.`;
  if (draft.kind === 'dateMarker') {
    if (!/^\d{4}-\d\d-\d\d$/.test(draft.date)) problems.date = 'Choose a day.';
    return problems;
  }
  if (draft.vector === '') problems.vector = 'Choose the vector it applies to.';
  if (!Number.isFinite(draft.value)) problems.value = 'Write a number.';
  return problems;
}
