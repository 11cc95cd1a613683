import { useMemo } from 'preact/hooks';
import { largestParts } from '../../workbench/content/largest-parts.ts';
import { useApp } from '../app/app-model.ts';
import { bytes } from '../components/format.ts';

const SHOWN_PARTS = 5;

/** What takes the most space in the open session, by name. */
export function LargestParts() {
  const content = useApp().workbench.content.value;
  const largest = useMemo(() => largestParts(content).slice(0, SHOWN_PARTS), [content]);
  return (
    <>
      <p>What takes the most space, before compression:</p>
      <ul class="dialog-details">
        {largest.map(({ label, count, size }) => (
          <li key={label}>
            {label}
            {count > 1 && ` (${count})`}: {bytes(size)}
          </li>
        ))}
      </ul>
    </>
  );
}
