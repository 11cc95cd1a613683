import { useSignal } from '@preact/signals';
import { OwnSnapshots } from './own-snapshots.tsx';
import { VisitedSnapshots } from './visited-snapshots.tsx';

/** Snapshots: those one has visited, one's own among them, or only those one has made. */
export function SnapshotsTab({ onClose }: { onClose(): void }) {
  const view = useSignal<'visited' | 'own'>('visited');
  const choices = (
    <fieldset class="management-view">
      <legend class="visually-hidden">Which snapshots</legend>
      {(['visited', 'own'] as const).map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="snapshots-view"
            checked={view.value === value}
            onChange={() => {
              view.value = value;
            }}
          />
          {value === 'visited' ? 'Visited, own and shared' : 'Made by me'}
        </label>
      ))}
    </fieldset>
  );
  return view.value === 'visited' ? (
    <VisitedSnapshots view={choices} onClose={onClose} />
  ) : (
    <OwnSnapshots view={choices} onClose={onClose} />
  );
}
