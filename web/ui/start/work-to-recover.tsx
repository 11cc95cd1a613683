import { useApp } from '../app/app-model.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { useLookAgain } from '../app/use-look-again.ts';
import { useWorkOnDevice } from '../app/use-work-on-device.ts';
import { Banner } from '../components/banner.tsx';
import { counted } from '../components/format.ts';

/** Says that unsaved work is kept on this device, if there is any, whole or damaged. */
export function WorkToRecover() {
  const { workbench, dialog } = useApp();
  const { looks } = useLookAgain();
  const found = useWorkOnDevice([workbench.lifecycle.value.kind, dialog.value, looks]);
  if (found.kind !== 'loaded') return null;
  const words = [
    keptWords(found.value.buffers.length),
    damagedWords(found.value.damaged.length),
  ].filter((line) => line !== null);
  if (words.length === 0) return null;
  return (
    <div class="start-recover">
      <Banner
        tone="warning"
        actions={<DialogButton opens={{ kind: 'recovery' }}>Look at it...</DialogButton>}
      >
        {words.join(' ')}
      </Banner>
    </div>
  );
}

function keptWords(count: number): string | null {
  if (count === 0) return null;
  const are = count === 1 ? 'is' : 'are';
  return `${counted(count, 'session')} with unsaved changes ${are} kept on this device.`;
}

function damagedWords(count: number): string | null {
  if (count === 0) return null;
  const are = count === 1 ? 'is' : 'are';
  return `${counted(count, 'session')} with unsaved changes ${are} damaged; what can be read can be downloaded.`;
}
