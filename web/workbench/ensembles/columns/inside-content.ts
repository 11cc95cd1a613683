import type { SessionContent } from '../../content/schema.ts';
import { columnsOf } from './map-columns.ts';

/** Whether any column still stands inside the content, as all did before version 5. */
export function hasColumnsInside({ ensembleSet }: SessionContent): boolean {
  return ensembleSet.ensembles.some(
    ({ source }) => source.kind === 'imported' && columnsOf(source).some((one) => 'data' in one),
  );
}
