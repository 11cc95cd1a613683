import type { Annotation } from '../../../workbench/content/schema.ts';
import type { NewAnnotation } from '../../../workbench/edits/annotations.ts';
import { SERIES_COLORS } from '../../charts/chart-theme.ts';

/** Ensembles take their colours from the front. */
const FIRST_COLOR = 4;

/** What the form of a new annotation starts with. */
export function newAnnotation(kind: Annotation['kind'], count: number): NewAnnotation {
  const color = `series-${((FIRST_COLOR + count) % SERIES_COLORS) + 1}`;
  const common = { name: '', color, visible: true, charts: 'all' } as const;
  return kind === 'dateMarker'
    ? { kind, ...common, date: '' }
    : { kind, ...common, vector: '', value: Number.NaN };
}
