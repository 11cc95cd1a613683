import type { BufferSummary } from '../../kernel/index.ts';
import { BufferRow } from './buffer-row.tsx';

/** The sessions that can be recovered, the latest first. */
export function BufferTable({
  buffers,
  onRecover,
  onDiscard,
  onUnreadable,
}: {
  buffers: readonly BufferSummary[];
  onRecover(buffer: BufferSummary): void;
  onDiscard(buffer: BufferSummary): void;
  onUnreadable(): void;
}) {
  return (
    <>
      <p class="muted">
        These sessions were changed on this device and not saved. Recovering one opens it as you
        left it; the cloud stays as it is until you save. What you leave here is offered again.
      </p>
      <table class="dialog-table">
        <thead>
          <tr>
            <th scope="col">Session</th>
            <th scope="col">Created</th>
            <th scope="col">Last modified</th>
            <th scope="col">Last saved</th>
            <th scope="col">Size</th>
            <th scope="col">
              <span class="visually-hidden">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {buffers.map((buffer) => (
            <BufferRow
              key={buffer.bufferId}
              buffer={buffer}
              onRecover={() => onRecover(buffer)}
              onUnreadable={onUnreadable}
              onDiscard={() => onDiscard(buffer)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}
