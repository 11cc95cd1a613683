import { useSignal } from '@preact/signals';
import type { DeletedSession } from '../../../contract/sessions.ts';
import type { DeletedSnapshot } from '../../../contract/snapshots.ts';
import { useApp } from '../app/app-model.ts';
import { useList } from '../app/loading.tsx';
import type { Page, Ports } from '../app/ports.ts';
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
}

const pageOf = (filter_text: string, cursor: string | undefined) => ({
  ...{ filter_text, cursor, page_size: PAGE_SIZE },
  with_total: cursor === undefined,
});

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
            library.deletedSessions(pageOf(filter_text, cursor), signal),
          restore: library.restoreSession,
        }
      : {
          of: 'snapshots',
          noun: 'snapshot',
          load: (filter_text, cursor, signal) =>
            library.deletedSnapshots(pageOf(filter_text, cursor), signal),
          restore: library.restoreSnapshot,
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
  const { toasts, ports } = useApp();
  const { library } = ports;
  const { noun } = trash;
  const isCounting = useSignal(false);
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
  const empty = async (ask: (items: readonly Deleted[]) => void) => {
    if (isCounting.value) return;
    isCounting.value = true;
    try {
      const all = await everythingIn(library);
      if (all.length > 0) ask(all);
      else list.refresh();
    } catch (error) {
      toasts.show({ tone: 'danger', text: `Nothing was deleted. ${explainLibraryError(error)}` });
    }
    isCounting.value = false;
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
        bar={({ toggleAll }, ask) =>
          list.items.length > 0 && (
            <div class="management-view">
              <Button onClick={toggleAll}>Select all shown</Button>
              {!text.value && (
                <Button icon="trash" busy={isCounting.value} onClick={() => void empty(ask)}>
                  Empty the trash...
                </Button>
              )}
            </div>
          )
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
          action: 'Delete',
          end: 'for good',
          count: countOf,
          gone: () => 'deleted for good',
          question: (items) =>
            `Delete ${countOf(items)} for good? ${
              items.some(isSession) ? 'All earlier versions go too. ' : ''
            }This cannot be undone.`,
          remove: (item) =>
            isSession(item)
              ? library.deleteSessionForGood(item)
              : library.deleteSnapshotForGood(item),
        })}
      />
    </>
  );
}

function isSession(item: Deleted): item is DeletedSession {
  return 'version' in item;
}

/** "2 sessions and 1 snapshot" */
function countOf(items: readonly Deleted[]): string {
  const sessions = items.filter(isSession).length;
  const snapshots = items.length - sessions;
  return [sessions && counted(sessions, 'session'), snapshots && counted(snapshots, 'snapshot')]
    .filter(Boolean)
    .join(' and ');
}

/** All sessions and snapshots in the trash now. What comes there later, or is restored and deleted again, is not among them. */
async function everythingIn(library: Ports['library']): Promise<readonly Deleted[]> {
  const all: Deleted[] = [];
  for (const load of [library.deletedSessions, library.deletedSnapshots]) {
    let cursor: string | undefined;
    do {
      const page: Page<Deleted> = await load({ cursor, page_size: PAGE_SIZE });
      all.push(...page.items);
      cursor = page.pageToken ?? undefined;
    } while (cursor !== undefined);
  }
  return all;
}
