import { useSignal } from '@preact/signals';
import type { SessionMetadata } from '../../../contract/sessions.ts';
import { useApp } from '../app-model.ts';
import { dayEnd, dayStart, type Filter } from './filter.ts';
import { ListBody } from './list-body.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { SelectCell } from './select-cell.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SessionRow } from './session-row.tsx';
import { SortHeader } from './sort-header.tsx';
import { useList } from './use-list.ts';
import { useSelection } from './use-selection.ts';

type SortBy = 'metadata.title' | 'metadata.created_at' | 'metadata.updated_at';

const PAGE_SIZE = 50;
const initialFilter: Filter<SortBy> = {
  title: '',
  from: '',
  to: '',
  sortBy: 'metadata.updated_at',
  direction: 'desc',
};

/** The sessions in the cloud. */
export function SessionsTab({ onClose }: { onClose(): void }) {
  const { library } = useApp().ports;
  const filter = useSignal(initialFilter);
  const onFilter = (next: Filter<SortBy>) => {
    filter.value = next;
  };
  const list = useList<SessionMetadata>(
    ['sessions', filter.value],
    (cursor, signal) => {
      const { title, from, to, sortBy, direction } = filter.value;
      return library.sessions(
        {
          cursor,
          page_size: PAGE_SIZE,
          sort_by: sortBy,
          sort_direction: direction,
          sort_lowercase: sortBy === 'metadata.title',
          filter_title: title,
          filter_updated_from: dayStart(from),
          filter_updated_to: dayEnd(to),
        },
        signal,
      );
    },
    true,
  );
  const selection = useSelection(list.items, ({ id }) => id);
  const sort = { filter: filter.value, onFilter };

  return (
    <>
      <ListToolbar
        filter={filter.value}
        dateLabel="Saved"
        isRefreshing={list.isRefreshing}
        onFilter={onFilter}
        onRefresh={list.refresh}
      />
      <ListBody
        label="Sessions"
        list={list}
        items={list.items}
        empty="Sessions that you save appear here."
        header={
          <tr>
            <SelectCell
              label="Select all shown sessions"
              checked={selection.items.length > 0}
              indeterminate={selection.isPartial}
              onToggle={selection.toggleAll}
            />
            <SortHeader {...sort} column="metadata.title">
              Title
            </SortHeader>
            <SortHeader {...sort} column="metadata.created_at" class="management-date">
              Created
            </SortHeader>
            <SortHeader {...sort} column="metadata.updated_at" class="management-date">
              Last saved
            </SortHeader>
            <th scope="col" class="management-actions">
              <span class="visually-hidden">What to do</span>
            </th>
          </tr>
        }
      >
        {(session, ariaRowIndex) => (
          <SessionRow
            key={session.id}
            session={session}
            ariaRowIndex={ariaRowIndex}
            isSelected={selection.has(session)}
            onToggle={() => selection.toggle(session)}
            onClose={onClose}
          />
        )}
      </ListBody>
      <SelectionBar
        selection={selection}
        noun="session"
        action="Delete"
        question={question}
        remove={({ id }) => library.deleteSession(id)}
      />
    </>
  );
}

const NAMED_SESSIONS = 3;

function question(sessions: readonly SessionMetadata[]): string {
  const names = sessions.slice(0, NAMED_SESSIONS).map(({ title }) => `"${title}"`);
  const others = sessions.length > NAMED_SESSIONS ? ' and others' : '';
  const them = sessions.length === 1 ? 'it' : 'them';
  return `Delete ${names.join(', ')}${others} from the cloud for good? Snapshots of ${them} stay.`;
}
