import type { BufferSummary, Problem } from '../../kernel/index.ts';
import { Button, IconButton } from '../components/button.tsx';
import { bytes, shortDateTime } from '../components/format.ts';
import { BufferPreview } from './buffer-preview.tsx';

/** One session that can be recovered: what it is, what is inside, what to do with it. */
export function BufferRow({
  buffer,
  onRecover,
  onDiscard,
  onUnreadable,
}: {
  buffer: BufferSummary;
  onRecover(): void;
  onDiscard(): void;
  onUnreadable(problem: Problem): void;
}) {
  const { bufferId, title, base, createdAtMs, lastModifiedMs } = buffer;
  return (
    <tr>
      <th scope="row">
        {title}
        <BufferPreview bufferId={bufferId} onFailed={onUnreadable} />
      </th>
      <td data-label="Created">{shortDateTime(base?.createdAt ?? createdAtMs)}</td>
      <td data-label="Last modified">{shortDateTime(lastModifiedMs)}</td>
      <td data-label="Last saved">
        {base ? `${shortDateTime(base.updatedAt)}, version ${base.version}` : 'Never saved'}
      </td>
      <td data-label="Size">{bytes(buffer.bytes)}</td>
      <td>
        <div class="dialog-row-actions">
          <Button variant="primary" aria-label={`Recover ${title}`} onClick={onRecover}>
            Recover
          </Button>
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

function openInNewTab(bufferId: string): void {
  window.open(`/?recover=${encodeURIComponent(bufferId)}`, '_blank', 'noopener');
}
