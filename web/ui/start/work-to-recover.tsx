import { useApp } from '../app-model.ts';
import { Banner } from '../components/banner.tsx';
import { counted } from '../components/format.ts';
import { DialogButton } from '../shell/dialog-button.tsx';
import { useLoaded } from './use-loaded.ts';

/** Says that unsaved work is kept on this device, if there is any. */
export function WorkToRecover() {
  const { workbench, dialog } = useApp();
  const found = useLoaded(
    () => workbench.persistence.recoverable(),
    [workbench.lifecycle.value.kind, dialog.value],
  );
  const count = found.kind === 'loaded' ? found.value.length : 0;
  if (count === 0) return null;
  return (
    <div class="start-recover">
      <Banner
        tone="warning"
        actions={<DialogButton opens={{ kind: 'recovery' }}>Look at it...</DialogButton>}
      >
        {counted(count, 'session')} with unsaved changes {count === 1 ? 'is' : 'are'} kept on this
        device.
      </Banner>
    </div>
  );
}
