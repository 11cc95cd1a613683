import type { BufferSummary, DamagedBuffer } from '../../kernel/index.ts';
import { useApp } from './app-model.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

/** What this device keeps that no living tab works on. */
export interface WorkOnDevice {
  readonly buffers: readonly BufferSummary[];
  readonly damaged: readonly DamagedBuffer[];
}

/** Looks for it now and whenever `keys` change. */
export function useWorkOnDevice(keys: readonly unknown[]): Loaded<WorkOnDevice> {
  const { persistence } = useApp().workbench;
  return useLoaded(async () => {
    const buffers = await persistence.recoverable();
    // Afterwards, since looking for the one may set aside what belongs to the other.
    return { buffers, damaged: await persistence.damaged() };
  }, keys);
}
