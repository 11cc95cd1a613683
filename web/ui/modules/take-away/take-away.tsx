import { useSignal } from '@preact/signals';
import { moduleById } from '../../../workbench/content/select.ts';
import { useApp } from '../../app/app-model.ts';
import { copyPlaceLink } from '../../app/link-dialog.tsx';
import { colorScheme } from '../../charts/chart.tsx';
import { chartTheme } from '../../charts/chart-theme.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../components/menu.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { day } from '../../words/format.ts';
import { type Column, fileName, toCsv, toTabs } from './column.ts';
import type { Caption, Sheet, SheetBody } from './sheet.ts';

export interface TakeAwayProps {
  /** Id of the chart's module. */
  moduleId: string;
  /** The picture on screen; null if it is not drawn yet. Absent: no pictures are offered. */
  picture?(): SheetBody | null;
  title: string;
  legend: Caption['legend'];
  notes?: Caption['notes'];
  /** The numbers behind the chart, with all digits. */
  columns(): readonly Column[];
}

/** Menu to download or copy a chart as a picture or as numbers. */
export function TakeAway(props: TakeAwayProps) {
  const { moduleId, picture, title, legend, notes = [], columns } = props;
  const app = useApp();
  const { ports, toasts, workbench } = app;
  const isShown = useSignal(false);
  const done = (text: string) => toasts.show({ tone: 'success', text });
  const failed = (error: unknown) =>
    toasts.show({
      tone: 'warning',
      text: `That did not work: ${error instanceof Error ? error.message : String(error)}.`,
    });
  const sheet = (): Sheet => {
    const body = picture?.();
    if (!body) throw new Error('the chart is not drawn yet');
    const state = workbench.lifecycle.peek();
    const session = 'metadata' in state && state.metadata ? state.metadata.title : '';
    const source = [session, day(Date.now())].filter(Boolean).join(', ');
    const theme = chartTheme(colorScheme.peek());
    return { body, theme, caption: { title, legend, notes, source } };
  };
  const table = () => {
    const all = columns();
    const order = Int32Array.from({ length: all[0]?.values.length ?? 0 }, (_, i) => i);
    return [all, order] as const;
  };
  const attempt = (act: () => Promise<void> | void) => {
    (async () => act())().catch(failed);
  };
  const copyLink = () => {
    const dashboard = moduleById(workbench.content.peek(), moduleId)?.dashboard;
    if (dashboard) copyPlaceLink(app, dashboard.id, moduleId);
  };
  const pictures = async () => import('./sheet.ts');
  return (
    <span class="take-away">
      <Menu icon="download" iconOnly label={`Download or copy ${title}`}>
        {picture && (
          <>
            <MenuItem
              onSelect={() =>
                attempt(async () => {
                  const { toPng } = await pictures();
                  ports.device.download(fileName([title], 'png'), await toPng(sheet()));
                })
              }
            >
              Picture (PNG)
            </MenuItem>
            <MenuItem
              onSelect={() =>
                attempt(async () => {
                  const { toSvg } = await pictures();
                  const svg = new Blob([toSvg(sheet())], { type: 'image/svg+xml' });
                  ports.device.download(fileName([title], 'svg'), svg);
                })
              }
            >
              Picture to edit (SVG)
            </MenuItem>
            <MenuItem
              icon="copy"
              onSelect={() =>
                attempt(async () => {
                  const png = pictures().then(({ toPng }) => toPng(sheet()));
                  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
                  done('Picture copied');
                })
              }
            >
              Copy picture
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        <MenuItem icon="table" onSelect={() => (isShown.value = true)}>
          Show numbers
        </MenuItem>
        <MenuItem
          onSelect={() =>
            attempt(() => {
              const csv = new Blob([toCsv(...table())], { type: 'text/csv' });
              ports.device.download(fileName([title]), csv);
            })
          }
        >
          Numbers (CSV)
        </MenuItem>
        <MenuItem
          icon="copy"
          onSelect={() =>
            attempt(async () => {
              const [all, order] = table();
              await ports.device.copy(toTabs(all, order));
              done(`${order.length} rows copied`);
            })
          }
        >
          Copy numbers
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon="link" onSelect={copyLink}>
          Copy link to this chart
        </MenuItem>
      </Menu>
      {isShown.value && (
        <NumbersDialog title={title} columns={columns()} onClose={() => (isShown.value = false)} />
      )}
    </span>
  );
}

/** Maximum number of columns shown; the CSV file has all. */
const COLUMNS_MAX = 40;
const ROW_HEIGHT = 28;

interface NumbersDialogProps {
  title: string;
  columns: readonly Column[];
  onClose(): void;
}

/** The numbers behind a chart as a table. */
function NumbersDialog({ title, columns, onClose }: NumbersDialogProps) {
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
