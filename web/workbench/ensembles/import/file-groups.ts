import type { BuildContext } from './build/context.ts';
import type { Choices, TableChoices } from './mapping.ts';
import { previewRows } from './preview.ts';
import type { Reading } from './reading.ts';
import { recognise } from './recognise/recognise.ts';
import type { Table } from './table.ts';

/** How files of one shape were read, for a person to check and change. */
export function groupOf(
  tables: readonly Table[],
  choices: Choices,
  context: BuildContext,
): Reading['groups'][number] {
  const [first] = tables as [Table];
  const chosen: TableChoices = choices[first.shape] ?? {};
  const mapping = recognise(first, chosen);
  const isWide = mapping.columns.some(({ role }) => role === 'one realization');
  const decisions = tables.flatMap(({ file, notes }) => [
    ...notes,
    ...(context.decisions.get(file) ?? []),
  ]);
  return {
    shape: first.shape,
    files: tables.map(({ file }) => file),
    ...(first.text ? { format: first.text.format } : {}),
    ...(mapping.dateOrder ? { dateOrder: mapping.dateOrder } : {}),
    ...(mapping.startDate ? { startDate: mapping.startDate } : {}),
    missing: mapping.missing,
    ...(isWide ? { vectorName: mapping.vectorName } : {}),
    columns: mapping.columns,
    rows: previewRows(first, mapping, context.noneIsWord),
    decisions: [...new Set(decisions)],
  };
}
