import type { DamagedBuffer } from '../../kernel/ports/journal.ts';
import { useApp } from '../app-model.ts';
import { Button } from '../components/button.tsx';
import { shortDateTime } from '../components/format.ts';

/** What could not be read any more: set aside, never deleted, and downloadable as it is. */
export function DamagedBuffers({ found }: { found: readonly DamagedBuffer[] }) {
  const { workbench, ports, toasts } = useApp();
  if (found.length === 0) return null;
  const download = async (id: string) => {
    const text = await workbench.persistence.readDamaged(id);
    if (text === null) toasts.show({ tone: 'danger', text: 'Nothing of it could be read.' });
    else
      ports.device.download(`damaged-${id}.json`, new Blob([text], { type: 'application/json' }));
  };
  return (
    <section class="dialog-section">
      <h3>Damaged</h3>
      <p class="muted">
        These could not be opened whole, so they are left alone. A download holds whatever can be
        read.
      </p>
      <ul class="dialog-list">
        {found.map(({ id, title, why, foundAtMs }) => (
          <li key={id}>
            <span>
              <strong>{title ?? 'Without a title'}</strong>
              <span class="muted small">
                {' '}
                {why}, found {shortDateTime(foundAtMs)}
              </span>
            </span>
            <Button icon="download" onClick={() => void download(id)}>
              Download
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
