import type { KeptCopy } from '../../kernel/index.ts';
import { Button, IconButton } from '../components/button.tsx';
import { bytes, day, shortDateTime } from '../components/format.ts';

/** As long as the journal keeps a copy. */
const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export function KeptCopyList({
  copies,
  onOpen,
  onDelete,
}: {
  copies: readonly KeptCopy[];
  onOpen(copy: KeptCopy): void;
  onDelete(copy: KeptCopy): void;
}) {
  return (
    <>
      <p class="muted">
        When two versions of a session met, these were not chosen. Opening one makes a new session
        of it; the original is not touched.
      </p>
      <ul class="dialog-list">
        {copies.map((copy) => (
          <li key={copy.id}>
            <div>
              <strong>{copy.title}</strong>
              <div class="muted small numeric">{keptWords(copy)}</div>
            </div>
            <span class="dialog-row-actions">
              <Button aria-label={`Open ${copy.title}`} onClick={() => onOpen(copy)}>
                Open
              </Button>
              <IconButton
                icon="trash"
                label={`Delete ${copy.title}...`}
                onClick={() => onDelete(copy)}
              />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Which of the two versions it is, how old, until when, how large. */
export function keptWords({ side, version, keptAtMs, bytes: size }: KeptCopy): string {
  const what =
    side === 'theirs'
      ? `Version ${version ?? '?'} from the cloud`
      : version === null
        ? 'Your changes'
        : `Your changes to version ${version}`;
  const until = day(keptAtMs + KEPT_DAYS * DAY_MS);
  return `${what}, set aside ${shortDateTime(keptAtMs)}, kept until ${until}, ${bytes(size)}`;
}
