import type { BufferSummary, Problem } from '../../kernel/index.ts';
import { moduleTitle } from '../../workbench/content/module-title.ts';
import { useApp } from '../app/app-model.ts';
import { useLoaded } from '../app/loading.tsx';
import { Button, IconButton } from '../components/button.tsx';
import { bytes, shortDateTime, timesApart } from '../words/format.ts';
import { problemWords } from '../words/status-words.ts';
import { lookForFirstSave } from './recovery.ts';

/** The table of sessions that can be recovered, latest first. */
export function BufferTable({
  buffers,
  onRecover,
  onDiscard,
  onCompare,
  onUnreadable,
}: {
  buffers: readonly BufferSummary[];
  /** Called with two buffers of the same session, the newer first. */
  onCompare(newer: BufferSummary, older: BufferSummary): void;
  onRecover(buffer: BufferSummary): void;
  onDiscard(buffer: BufferSummary): void;
  onUnreadable(): void;
}) {
  return (
    <>
      <p class="muted">
        These sessions were changed on this device and not saved. Recovering one opens it as you
        left it; nothing changes in the cloud until you save. Sessions that you leave here are
        offered again.
      </p>
      <table class="dialog-table" translate={false}>
        <thead>
          <tr>
            <th scope="col">Session</th>
            <th scope="col">Created</th>
            <th scope="col">Last modified</th>
            <th scope="col">Last saved</th>
            <th scope="col">Size</th>
            <th scope="col">
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        {bySession(buffers).map((group) => {
          const [newest] = group;
          const changed = timesApart(group.map(({ lastModifiedMs }) => lastModifiedMs));
          return (
            <tbody key={newest.bufferId}>
              {group.map((buffer, i) => (
                <BufferRow
                  key={buffer.bufferId}
                  buffer={buffer}
                  changed={changed[i] ?? ''}
                  age={group.length === 1 ? null : buffer === newest ? 'newest' : 'older'}
                  onRecover={() => onRecover(buffer)}
                  onUnreadable={onUnreadable}
                  onDiscard={() => onDiscard(buffer)}
                  onCompare={() => onCompare(newest, buffer)}
                />
              ))}
            </tbody>
          );
        })}
      </table>
    </>
  );
}

/** Groups buffers by session. Keeps their order, so each group and the groups themselves are latest first. */
function bySession(buffers: readonly BufferSummary[]) {
  const found = new Map<string, [BufferSummary, ...BufferSummary[]]>();
  for (const buffer of buffers) {
    const key = buffer.sessionId ?? buffer.bufferId;
    const known = found.get(key);
    if (known) known.push(buffer);
    else found.set(key, [buffer]);
  }
  return [...found.values()];
}

const ages = {
  newest: 'The newest of several unsaved states of this session.',
  older: 'An older state of the same session.',
} as const;

/** One session that can be recovered, with its preview and actions. */
function BufferRow({
  buffer,
  changed,
  onRecover,
  age,
  onDiscard,
  onCompare,
  onUnreadable,
}: {
  buffer: BufferSummary;
  /** The formatted time of the last change. */
  changed: string;
  /** Set if this device has several states of the session. */
  age: keyof typeof ages | null;
  onCompare(): void;
  onRecover(): void;
  onDiscard(): void;
  onUnreadable(problem: Problem): void;
}) {
  const { bufferId, title, base, createdAtMs } = buffer;
  return (
    <tr>
      <th scope="row">
        {title}
        {age && <p class="muted small">{ages[age]}</p>}
        <BufferPreview bufferId={bufferId} onFailed={onUnreadable} />
      </th>
      <td class="dialog-fact numeric" data-label="Created">
        {shortDateTime(base?.createdAt ?? createdAtMs)}
      </td>
      <td class="dialog-fact numeric" data-label="Last modified">
        {changed}
      </td>
      <td data-label="Last saved">
        {base ? (
          `${shortDateTime(base.updatedAt)}, version ${base.version}`
        ) : buffer.sessionId ? (
          'Deleted from the cloud'
        ) : (
          <FirstSave buffer={buffer} />
        )}
      </td>
      <td class="dialog-fact numeric" data-label="Size">
        {bytes(buffer.bytes)}
      </td>
      <td>
        <div class="dialog-row-actions">
          <Button variant="primary" aria-label={`Recover ${title}`} onClick={onRecover}>
            Recover
          </Button>
          {age === 'older' && (
            <Button aria-label={`Compare ${title} with the newest`} onClick={onCompare}>
              Compare...
            </Button>
          )}
          <IconButton
            icon="external"
            label={`Recover ${title} in a new tab`}
            onClick={() => openInNewTab(bufferId)}
          />
          <IconButton icon="trash" label={`Discard ${title}...`} onClick={onDiscard} />
        </div>
      </td>
    </tr>
  );
}

/** For work that was never saved: checks whether an interrupted first save arrived in the cloud. */
function FirstSave({ buffer }: { buffer: BufferSummary }) {
  const app = useApp();
  const found = useLoaded(() => lookForFirstSave(app, buffer), [buffer.bufferId]);
  if (found.kind === 'loading') return <>Looking...</>;
  const saved = found.kind === 'loaded' ? found.value : 'unknown';
  if (saved === null) return <>Never saved</>;
  if (saved === 'unknown') return <>A first save was started; it is not known whether it arrived</>;
  return (
    <>
      {shortDateTime(saved.updatedAt)}, version {saved.version}, but the response was lost
    </>
  );
}

function openInNewTab(bufferId: string): void {
  window.open(`/?recover=${encodeURIComponent(bufferId)}`, '_blank', 'noopener');
}

/** The names of a buffer's dashboards and modules, or why it cannot be opened. */
export function BufferPreview({
  bufferId,
  onFailed,
}: {
  bufferId: string;
  /** Called if the buffer could not be opened; it may have been moved to the damaged ones. */
  onFailed(problem: Problem): void;
}) {
  const { persistence } = useApp().workbench;
  const preview = useLoaded(async () => {
    const found = await persistence.preview(bufferId);
    if (found.kind === 'failed') onFailed(found.problem);
    return found;
  }, [bufferId]);
  if (preview.kind === 'loading') return <p class="muted small">Loading the preview...</p>;
  if (preview.kind === 'failed') return <p class="muted small">No preview available.</p>;
  if (preview.value.kind === 'failed') {
    return <p class="muted small">It cannot be opened: {problemWords(preview.value.problem)}.</p>;
  }
  return (
    <ul class="dialog-preview">
      {preview.value.content.dashboards.map((dashboard) => (
        <li key={dashboard.id}>
          <strong>{dashboard.name}</strong>{' '}
          <span class="muted">
            {dashboard.modules.map((module) => moduleTitle(module)).join(', ') || 'no modules'}
          </span>
        </li>
      ))}
    </ul>
  );
}
