import { useSignal } from '@preact/signals';
import type { DeletedSession } from '../../../contract/sessions.ts';
import type { DeletedSnapshot } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { useList } from '../app/loading.tsx';
import type { Page } from '../app/ports.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { explainLibraryError } from '../words/explain-problem.ts';
import { counted } from '../words/format.ts';
import { SearchField } from './cloud-list.tsx';
import { SelectableList } from './list-body.tsx';
import { SelectCell } from './list-header.tsx';
import { DeleteButton, type Fact, FactCells, FactLine, factClass, ListRow } from './list-row.tsx';

const PAGE_SIZE = 50;

type Deleted = DeletedSession | DeletedSnapshot;

interface TrashOf {
  readonly of: 'sessions' | 'snapshots';
  /** "session" */
  readonly noun: string;
  load(text: string, cursor: string | undefined, signal: AbortSignal): Promise<Page<Deleted>>;
  restore(id: string): Promise<void>;
  deleteForGood(item: Deleted): Promise<void>;
}

/** Deleted sessions and snapshots that can still be restored. */
export function TrashTab() {
  const of = useSignal<'sessions' | 'snapshots'>('sessions');
  const { library } = useApp().ports;
  const trash: TrashOf =
    of.value === 'sessions'
      ? {
          of: 'sessions',
          noun: 'session',
          load: (filter_text, cursor, signal) =>
            library.deletedSessions({ filter_text, cursor, page_size: PAGE_SIZE }, signal),
          restore: library.restoreSession,
          deleteForGood: library.deleteSessionForGood,
        }
      : {
          of: 'snapshots',
          noun: 'snapshot',
          load: (filter_text, cursor, signal) =>
            library.deletedSnapshots({ filter_text, cursor, page_size: PAGE_SIZE }, signal),
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

const facts: readonly Fact<Deleted, string>[] = [
  { sortBy: 'deleted', title: 'Deleted', kind: 'date', of: ({ deletedAt }) => deletedAt },
  { sortBy: 'until', title: 'Kept until', kind: 'date', of: ({ expiresAt }) => expiresAt },
];

function TrashList({ trash }: { trash: TrashOf }) {
  const { toasts } = useApp();
  const { noun } = trash;
  const text = useSignal('');
  const asked = useSignal(0);
  /** Searches for a text, and shows it in the search field. */
  const ask = (next: string) => {
    text.value = next;
    asked.value += 1;
  };
  const list = useList<Deleted>({
    of: trash.of,
    query: ['trash', text.value],
    load: (cursor, signal) => trash.load(text.value, cursor, signal),
  });
  const restore = async ({ id, title }: Deleted) => {
    try {
      await trash.restore(id);
      toasts.show({ tone: 'success', text: `"${title}" is back in the list` });
    } catch (error) {
      toasts.show({ tone: 'danger', text: `Not restored. ${explainLibraryError(error)}` });
    }
  };
  return (
    <>
      <div class="management-toolbar">
        <SearchField
          key={asked.value}
          text={text.value}
          takesFocus={asked.value > 0}
          onText={(next) => {
            text.value = next;
          }}
        />
      </div>
      <SelectableList<Deleted>
        label={`Deleted ${noun}s`}
        noun={noun}
        list={list}
        empty={
          text.value ? (
            <EmptyState
              icon="search"
              title="Nothing found"
              actions={<Button onClick={() => ask('')}>Clear search</Button>}
            >
              No title or description in the trash contains "{text.value}".
            </EmptyState>
          ) : (
            <EmptyState icon="trash" title="The trash is empty">
              A {noun} that you delete stays here for a while and can be restored.
            </EmptyState>
          )
        }
        bar={({ toggleAll }) =>
          list.items.length > 0 && <Button onClick={toggleAll}>Select all shown</Button>
        }
        header={(selection) => (
          <tr>
            <SelectCell
              label={`Select all shown ${noun}s`}
              checked={selection.items.length > 0}
              indeterminate={selection.isPartial}
              onToggle={selection.toggleAll}
            />
            <th scope="col">Title</th>
            {facts.map((fact) => (
              <th key={fact.sortBy} scope="col" class={factClass(fact)}>
                {fact.title}
              </th>
            ))}
            <th scope="col" class="management-actions">
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        )}
        row={(item, place) => (
          <ListRow key={item.id} title={item.title} place={place}>
            <th scope="row">
              <span class="management-title truncate" title={item.title}>
                {item.title}
              </span>
              <FactLine
                facts={facts}
                item={item}
                place={{ ...place, onTag: ask }}
                description={item.description}
              />
            </th>
            <FactCells facts={facts} item={item} />
            <td class="management-actions">
              <Button aria-label={`Restore ${item.title}`} onClick={() => void restore(item)}>
                Restore
              </Button>
              <DeleteButton title={item.title} place={place} />
            </td>
          </ListRow>
        )}
        keyOf={({ id }) => id}
        removalOf={() => ({
          action: 'Delete for good',
          gone: () => 'deleted for good',
          question: (items) =>
            `Delete ${counted(items.length, noun)} for good? ${
              trash.of === 'sessions' ? 'All earlier versions go too. ' : ''
            }This cannot be undone.`,
          remove: trash.deleteForGood,
        })}
      />
    </>
  );
}
