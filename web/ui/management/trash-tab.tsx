import { useSignal } from '@preact/signals';
import type { DeletedSession } from '../../../contract/sessions.ts';
import type { DeletedSnapshot } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { useList } from '../app/loading.tsx';
import type { Page } from '../app/ports.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { explainLibraryError } from '../words/explain-library-error.ts';
import { counted, shortDateTime } from '../words/format.ts';
import { ListBody, ListCount } from './list-body.tsx';
import { SelectCell } from './list-header.tsx';
import { ListRow } from './list-row.tsx';
import { SelectionBar, useSelection } from './selection-bar.tsx';

const PAGE_SIZE = 50;

type Deleted = DeletedSession | DeletedSnapshot;

interface TrashOf {
  readonly of: 'sessions' | 'snapshots';
  /** "session" */
  readonly noun: string;
  load(cursor: string | undefined, signal: AbortSignal): Promise<Page<Deleted>>;
  restore(id: string): Promise<void>;
  deleteForGood(id: string): Promise<void>;
}

/** What was deleted, for as long as it can be brought back. */
export function TrashTab() {
  const of = useSignal<'sessions' | 'snapshots'>('sessions');
  const { library } = useApp().ports;
  const trash: TrashOf =
    of.value === 'sessions'
      ? {
          of: 'sessions',
          noun: 'session',
          load: (cursor, signal) =>
            library.deletedSessions({ cursor, page_size: PAGE_SIZE }, signal),
          restore: library.restoreSession,
          deleteForGood: library.deleteSessionForGood,
        }
      : {
          of: 'snapshots',
          noun: 'snapshot',
          load: (cursor, signal) =>
            library.deletedSnapshots({ cursor, page_size: PAGE_SIZE }, signal),
          restore: library.restoreSnapshot,
          deleteForGood: library.deleteSnapshotForGood,
        };
  return (
    <>
      <fieldset class="management-view">
        <legend class="visually-hidden">What to show of the trash</legend>
        {(['sessions', 'snapshots'] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="trash-view"
              checked={of.value === value}
              onChange={() => {
                of.value = value;
              }}
            />
            {value === 'sessions' ? 'Sessions' : 'Snapshots'}
          </label>
        ))}
      </fieldset>
      <TrashList key={of.value} trash={trash} />
    </>
  );
}

function TrashList({ trash }: { trash: TrashOf }) {
  const { toasts } = useApp();
  const { noun } = trash;
  const list = useList<Deleted>({ of: trash.of, query: ['trash'], load: trash.load });
  const selection = useSelection(list.items, ({ id }) => id);
  const asked = useSignal<readonly Deleted[] | null>(null);
  const restore = async ({ id, title }: Deleted) => {
    try {
      await trash.restore(id);
      toasts.show({ tone: 'success', text: `"${title}" is back in the list` });
    } catch (error) {
      toasts.show({ tone: 'danger', text: `Not restored. ${explainLibraryError(error)}` });
    }
  };
  const isEmpty = list.items.length === 0;
  return (
    <>
      <div class="management-bar">
        <ListCount list={list} noun={noun} />
        {!isEmpty && <Button onClick={selection.toggleAll}>Select all shown</Button>}
      </div>
      <ListBody
        label={`Deleted ${noun}s`}
        list={list}
        empty={
          <EmptyState icon="trash" title="The trash is empty">
            A {noun} that you delete stays here for a while and can be restored.
          </EmptyState>
        }
        header={
          <tr>
            <SelectCell
              label={`Select all shown ${noun}s`}
              checked={selection.items.length > 0}
              indeterminate={selection.isPartial}
              onToggle={selection.toggleAll}
            />
            <th scope="col">Title</th>
            <th scope="col" class="management-fact management-date">
              Deleted
            </th>
            <th scope="col" class="management-fact management-date">
              Kept until
            </th>
            <th scope="col" class="management-actions management-restore">
              <span class="visually-hidden">What to do</span>
            </th>
          </tr>
        }
      >
        {(item, ariaRowIndex) => (
          <TrashRow
            key={item.id}
            item={item}
            onRestore={() => void restore(item)}
            place={{
              ariaRowIndex,
              isSelected: selection.has(item),
              onToggle: () => selection.toggle(item),
              onDelete() {
                asked.value = [item];
              },
            }}
          />
        )}
      </ListBody>
      <SelectionBar
        selection={selection}
        asked={asked}
        noun={noun}
        removal={{
          action: 'Delete for good',
          question: (items) =>
            `Delete ${counted(items.length, noun)} for good? ${
              trash.of === 'sessions' ? 'All earlier versions go too. ' : ''
            }This cannot be undone.`,
          remove: ({ id }) => trash.deleteForGood(id),
        }}
      />
    </>
  );
}

function TrashRow({
  item,
  place,
  onRestore,
}: {
  item: Deleted;
  place: Parameters<typeof ListRow>[0]['place'];
  onRestore(): void;
}) {
  const { title, deletedAt, expiresAt } = item;
  const deleted = shortDateTime(deletedAt);
  const until = shortDateTime(expiresAt);
  return (
    <ListRow title={title} place={place}>
      <th scope="row">
        <span class="management-title truncate" title={title}>
          {title}
        </span>
        <p class="management-facts small">
          <span class="management-narrow truncate">
            <span class="muted">Deleted</span> {deleted}
          </span>
          <span class="management-narrow truncate">
            <span class="muted">Kept until</span> {until}
          </span>
        </p>
      </th>
      <td class="management-fact management-date truncate">{deleted}</td>
      <td class="management-fact management-date truncate">{until}</td>
      <td class="management-actions management-restore">
        <Button aria-label={`Restore ${title}`} onClick={onRestore}>
          Restore
        </Button>
      </td>
    </ListRow>
  );
}
