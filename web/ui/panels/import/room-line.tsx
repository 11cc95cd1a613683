import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useApp } from '../../app/app-model.ts';
import { Banner } from '../../components/banner.tsx';
import { bytes } from '../../words/format.ts';

const BYTES_PER_NUMBER = 8;

/** Warns before the import that its data may not fit on this device. */
export function RoomLine({ numbers }: { numbers: number }) {
  const { device } = useApp().ports;
  const room = useSignal<number | null>(null);
  useEffect(() => {
    void device.freeBytes().then((bytesLeft) => {
      room.value = bytesLeft;
    });
  }, [device]);
  const free = room.value;
  const most = numbers * BYTES_PER_NUMBER;
  if (free === null || most <= free) return null;
  return (
    <Banner tone="warning">
      These {numbers.toLocaleString('en')} numbers may take up to {bytes(most)}, and this browser
      has {bytes(free)} left for them. About{' '}
      {Math.floor(free / BYTES_PER_NUMBER).toLocaleString('en')} numbers fit: leave out vectors that
      you do not need, or keep fewer dates.
    </Banner>
  );
}
