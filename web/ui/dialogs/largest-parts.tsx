import { contentModel } from '../../workbench/content/model.ts';
import { useApp } from '../app-model.ts';
import { bytes } from '../components/format.ts';

const SHOWN_PARTS = 5;

/** What takes the most space in the open session, by name. */
export function LargestParts() {
  const parts = contentModel.split(useApp().workbench.content.value);
  const largest = [...parts]
    .map(([name, part]) => ({
      label: contentModel.label(name, part, parts),
      size: JSON.stringify(part).length,
    }))
    .sort((a, b) => b.size - a.size)
    .slice(0, SHOWN_PARTS);
  return (
    <>
      <p>What takes the most space, before compression:</p>
      <ul class="dialog-details">
        {largest.map(({ label, size }) => (
          <li key={label}>
            {label}: {bytes(size)}
          </li>
        ))}
      </ul>
    </>
  );
}
