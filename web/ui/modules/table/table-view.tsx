import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { percentilesCount } from '../../../workbench/content/select.ts';
import { areBandsThere } from '../../../workbench/numbers/bands-there.ts';
import { Icon } from '../../components/icon.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { Fewer } from '../legend-parts.tsx';
import { useDashboardDate } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { absentWords } from '../quantity.ts';
import { namesOf, shownEnsembles, useCounted, useStable, withColumns } from '../shown-ensembles.ts';
import { type Column, nextSort, orderOf, type Sort } from '../take-away/column.ts';
import { WhenShown } from '../when-shown.tsx';
import {
  bandsByDay,
  columnsByDay,
  columnsByRealization,
  type StatisticsRow,
  statisticsByEnsemble,
} from './columns.ts';
import type { TableSettings } from './index.ts';
import { TableControls, TableTools } from './table-controls.tsx';

const ROW_HEIGHT = 28;
const NO_COLUMNS: readonly Column[] = [];

/** A table of ensembles' numbers, by day or by realization. */
export function TableView(props: ModuleProps<TableSettings>) {
  const { settings, change, shared, workbench } = props;
  const { rows, sort } = settings;
  const ids = shared.ensembleSet.ensembles.map(({ id }) => id);
  const one = ids.includes(settings.ensemble) ? settings.ensemble : (ids[0] ?? '');
  const chosen = settings.ensembles ?? [one];
  const listed = shownEnsembles(workbench, shared, chosen);
  const name = listed.ensembles.map((ensemble) => ensemble.name).join(', ');
  const first = settings.vector || (namesOf(listed.ensembles, 'vectors')[0] ?? '');
  const vectors = [first, ...(settings.more ?? [])];
  const shown = withColumns(workbench, listed, {
    vectors,
    ...(rows === 'realizations' && { parameters: 'all' as const }),
  });
  const ensembles = useStable(shown.ensembles);
  const date = useDashboardDate(workbench, props.id);
  const { at: own = 'end' } = settings;
  const at = date ?? own;
  const { percentiles } = shared.settings;
  const count = percentilesCount(shared);

  const ranked = { ranks: percentiles, count };
  const isCounted = rows !== 'days' || areBandsThere(bandsByDay(ensembles, vectors, ranked));
  const counted = useCounted(
    isCounted,
    () =>
      rows === 'days'
        ? columnsByDay(ensembles, vectors, ranked)
        : columnsByRealization(ensembles, vectors, at),
    [ensembles, rows, vectors.join('\n'), at, percentiles, count],
  );
  const columns = counted ?? NO_COLUMNS;
  const order = useMemo(() => orderOf(columns, sort), [columns, sort?.column, sort?.descending]);
  const statistics = useMemo(
    () => (rows === 'days' ? [] : statisticsByEnsemble(ensembles, columns, ranked)),
    [ensembles, columns, percentiles, count],
  );

  const absent = absentWords(
    ensembles,
    vectors.map((vector) => ({ of: 'vector', name: vector })),
  );

  return (
    <>
      <TableControls
        {...props}
        chosen={chosen}
        vectors={vectors}
        at={own}
        date={date}
        ensembles={listed.ensembles}
      >
        {columns.length > 0 && (
          <TableTools columns={columns} order={order} subject={[name, ...vectors]} />
        )}
      </TableControls>
      <WhenShown
        shown={shown}
        missing={columns.length === 0 ? gapOf(counted !== null, name, first) : null}
      >
        <div class="table-frame" style={{ '--columns': columns.length }}>
          <VirtualRows
            label={`${vectors.join(', ')} of ${name}`}
            count={statistics.length + order.length}
            rowHeight={ROW_HEIGHT}
            header={
              <TableHead columns={columns} sort={sort} onSort={(next) => change({ sort: next })} />
            }
          >
            {(index, ariaRowIndex) => {
              const statistic = statistics[index];
              if (statistic)
                return <StatisticsCells key={statistic.key} {...{ statistic, ariaRowIndex }} />;
              const row = order[index - statistics.length] ?? -1;
              return (
                <tr key={row} class="table-row" aria-rowindex={ariaRowIndex}>
                  {columns.map(({ key, values, format }) => (
                    <td key={key} class={values instanceof Float64Array ? 'table-number' : ''}>
                      {format(values[row] ?? '')}
                    </td>
                  ))}
                </tr>
              );
            }}
          </VirtualRows>
        </div>
        <Fewer words={absent} />
      </WhenShown>
    </>
  );
}

function gapOf(isCounted: boolean, name: string, vector: string): string {
  return isCounted ? `${name} has no vector "${vector}".` : 'Computing statistics...';
}

interface TableHeadProps {
  columns: readonly Column[];
  sort: Sort | null;
  onSort(sort: Sort | null): void;
}

/** The column headers, which sort on click. */
function TableHead({ columns, sort, onSort }: TableHeadProps) {
  return (
    <tr>
      {columns.map(({ key, label, values }) => {
        const sorted = sort?.column === key ? sort : null;
        return (
          <th
            key={key}
            scope="col"
            class={values instanceof Float64Array ? 'table-number' : ''}
            aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              class="table-sort"
              title={`Sort by ${label}`}
              onClick={() => onSort(nextSort(sort, key))}
            >
              <span>{withWholeDates(label)}</span>
              {sorted && <Icon name={sorted.descending ? 'arrow-down' : 'arrow-up'} size={12} />}
            </button>
          </th>
        );
      })}
    </tr>
  );
}

interface StatisticsCellsProps {
  statistic: StatisticsRow;
  ariaRowIndex: number;
}

/** One statistic of an ensemble, for each column of numbers. */
function StatisticsCells({ statistic, ariaRowIndex }: StatisticsCellsProps) {
  const { heads, cells, isLast } = statistic;
  return (
    <tr class="table-statistics" data-last={isLast} aria-rowindex={ariaRowIndex}>
      {heads.map((head) => (
        <th key={head} scope="row">
          {head}
        </th>
      ))}
      {cells.map(({ key, text }) => (
        <td key={key} class="table-number">
          {text}
        </td>
      ))}
    </tr>
  );
}

/** A text that does not break within a date: browsers break lines after hyphens. */
function withWholeDates(text: string): ComponentChildren {
  return text
    .split(/(\d{4}-\d\d-\d\d)/)
    .map((part, i) => (i % 2 === 1 ? <span class="table-date">{part}</span> : part));
}
