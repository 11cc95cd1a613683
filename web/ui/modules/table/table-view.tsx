import { useMemo } from 'preact/hooks';
import { useApp } from '../../app-model.ts';
import { IconButton } from '../../components/button.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import type { ModuleProps } from '../module.ts';
import { shownEnsembles } from '../shown-ensembles.ts';
import { WhenShown } from '../when-shown.tsx';
import { columnsByDay, columnsByRealization } from './columns.ts';
import { fileName, toCsv, toTabs } from './export.ts';
import type { TableSettings } from './index.ts';
import { orderOf } from './order.ts';
import { StatisticsRows } from './statistics-rows.tsx';
import { TableControls } from './table-controls.tsx';
import { TableHead } from './table-head.tsx';

const ROW_HEIGHT = 28;

/** One ensemble's numbers, by day or by realization. */
export function TableView(props: ModuleProps<TableSettings>) {
  const { settings, change, workbench } = props;
  const { ports, toasts } = useApp();
  const { ensembles: all } = workbench.content.value.ensembleSet;
  const chosen = settings.ensemble || (all[0]?.id ?? '');
  const shown = shownEnsembles(workbench, [chosen]);
  const [ensemble] = shown.ensembles;
  const vector = settings.vector || (ensemble?.data.vectors.keys().next().value ?? '');
  const { percentiles } = workbench.content.value.settings;

  const columns = useMemo(() => {
    if (!ensemble) return [];
    return settings.rows === 'days'
      ? columnsByDay(ensemble, vector, percentiles)
      : columnsByRealization(ensemble, vector);
    // The ensemble is a new object each time; what counts of it are its data and rows.
  }, [ensemble?.data, ensemble?.rows, vector, percentiles, settings.rows]);
  const { sort } = settings;
  const order = useMemo(() => orderOf(columns, sort), [columns, sort?.column, sort?.descending]);

  const controls = (
    <TableControls {...props} chosen={chosen} vector={vector} ensemble={ensemble}>
      <IconButton
        icon="copy"
        label="Copy table"
        onClick={() =>
          ports.device.copy(toTabs(columns, order)).then(
            () => toasts.show({ tone: 'success', text: `${order.length} rows copied` }),
            () => toasts.show({ tone: 'warning', text: 'The browser did not allow copying.' }),
          )
        }
      />
      <IconButton
        icon="download"
        label="Download as CSV"
        onClick={() => {
          const csv = new Blob([toCsv(columns, order)], { type: 'text/csv' });
          ports.device.download(fileName([ensemble?.name ?? '', vector]), csv);
        }}
      />
    </TableControls>
  );
  return (
    <>
      {controls}
      <WhenShown
        shown={shown}
        missing={columns.length === 0 ? `${ensemble?.name} has no vector "${vector}".` : null}
      >
        <div class="table-frame" style={{ '--columns': columns.length }}>
          <VirtualRows
            label={`${vector} of ${ensemble?.name}`}
            count={order.length}
            rowHeight={ROW_HEIGHT}
            header={
              <>
                <TableHead
                  columns={columns}
                  sort={sort}
                  onSort={(next) => change({ sort: next })}
                />
                {settings.rows === 'realizations' && (
                  <StatisticsRows columns={columns} percentiles={percentiles} />
                )}
              </>
            }
          >
            {(index, ariaRowIndex) => (
              <tr key={order[index]} class="table-row" aria-rowindex={ariaRowIndex}>
                {columns.map(({ key, values, format }) => (
                  <td key={key} class={values instanceof Float64Array ? 'table-number' : ''}>
                    {format(values[order[index] ?? -1] ?? '')}
                  </td>
                ))}
              </tr>
            )}
          </VirtualRows>
        </div>
      </WhenShown>
    </>
  );
}
