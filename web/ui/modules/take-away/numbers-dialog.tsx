import { Dialog } from '../../components/dialog.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import type { Column } from './column.ts';

/** More columns can only be read in a file. */
const COLUMNS_MAX = 40;
const ROW_HEIGHT = 28;

export interface NumbersDialogProps {
  title: string;
  columns: readonly Column[];
  onClose(): void;
}

/** The numbers behind a chart, for those who read them or do not see the picture. */
export function NumbersDialog({ title, columns, onClose }: NumbersDialogProps) {
  const shown = columns.slice(0, COLUMNS_MAX);
  return (
    <Dialog title={title} size="large" onClose={onClose}>
      {columns.length > shown.length && (
        <p class="muted small">
          The first {shown.length} of {columns.length} columns; the CSV file has all.
        </p>
      )}
      <div class="numbers" style={{ '--columns': shown.length }}>
        <VirtualRows
          label={title}
          count={shown[0]?.values.length ?? 0}
          rowHeight={ROW_HEIGHT}
          header={
            <tr>
              {shown.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          }
        >
          {(index, ariaRowIndex) => (
            <tr key={index} aria-rowindex={ariaRowIndex}>
              {shown.map(({ key, values, format }) => (
                <td key={key} class="numeric">
                  {format(values[index] ?? '')}
                </td>
              ))}
            </tr>
          )}
        </VirtualRows>
      </div>
    </Dialog>
  );
}
