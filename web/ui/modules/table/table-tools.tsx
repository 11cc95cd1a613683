import { useApp } from '../../app/app-model.ts';
import { IconButton } from '../../components/button.tsx';
import type { Column } from '../take-away/column.ts';
import { fileName, toCsv, toTabs } from '../take-away/csv.ts';

export interface TableToolsProps {
  columns: readonly Column[];
  /** Row numbers as they are sorted on screen. */
  order: Int32Array;
  /** What the table is of, for the name of the file. */
  subject: readonly string[];
}

/** Takes the whole table along, with all digits. */
export function TableTools({ columns, order, subject }: TableToolsProps) {
  const { ports, toasts } = useApp();
  const copy = () =>
    ports.device.copy(toTabs(columns, order)).then(
      () => toasts.show({ tone: 'success', text: `${order.length} rows copied` }),
      () => toasts.show({ tone: 'warning', text: 'The browser did not allow copying.' }),
    );
  const download = () => {
    const csv = new Blob([toCsv(columns, order)], { type: 'text/csv' });
    ports.device.download(fileName(subject), csv);
  };
  return (
    <>
      <IconButton icon="copy" label="Copy table" onClick={copy} />
      <IconButton icon="download" label="Download as CSV" onClick={download} />
    </>
  );
}
