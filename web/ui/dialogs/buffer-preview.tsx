import type { Problem } from '../../kernel/index.ts';
import { moduleName } from '../../workbench/content/labels.ts';
import { useApp } from '../app/app-model.ts';
import { useLoaded } from '../app/use-loaded.ts';
import { problemWords } from '../words/status-words.ts';

/** What is inside a buffer: its dashboards and their modules, by name; or why it cannot be opened. */
export function BufferPreview({
  bufferId,
  onFailed,
}: {
  bufferId: string;
  /** It could not be opened, and may have been set aside as damaged by that. */
  onFailed(problem: Problem): void;
}) {
  const { persistence } = useApp().workbench;
  const preview = useLoaded(async () => {
    const found = await persistence.preview(bufferId);
    if (found.kind === 'failed') onFailed(found.problem);
    return found;
  }, [bufferId]);
  if (preview.kind === 'loading') return <p class="muted small">Looking inside...</p>;
  if (preview.kind === 'failed') return <p class="muted small">There is no preview of it.</p>;
  if (preview.value.kind === 'failed') {
    return <p class="muted small">It cannot be opened: {problemWords(preview.value.problem)}.</p>;
  }
  return (
    <ul class="dialog-preview">
      {preview.value.content.dashboards.map((dashboard) => (
        <li key={dashboard.id}>
          <strong>{dashboard.name}</strong>{' '}
          <span class="muted">
            {dashboard.modules.map(({ title, type }) => title ?? moduleName(type)).join(', ') ||
              'no modules'}
          </span>
        </li>
      ))}
    </ul>
  );
}
