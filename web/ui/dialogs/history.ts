import type { Session } from '../../../contract/sessions.ts';
import { contentModel } from '../../workbench/content/model.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import type { Version } from '../../workbench/differences/content-differences.ts';
import type { AppModel } from '../app/app-model.ts';
import { mayLeave } from '../app/leaving.ts';

/** A version as the server answers it, migrated and checked. Throws where this build cannot read it. */
export function readVersion({ metadata, content }: Session): Version {
  const read = contentModel.read(JSON.parse(content));
  if (read.ok) return { metadata, content: read.content };
  throw new Error(
    read.reason === 'newer'
      ? 'This version was saved by a newer Holdfast. Reload the page to open it.'
      : `This version cannot be read: ${read.issues[0] ?? 'its data is damaged'}`,
  );
}

/** Makes a version the content of the open session: one edit, which undo takes back. Save makes it the newest. */
export function restoreVersion(
  { workbench, toasts }: AppModel,
  version: number,
  content: SessionContent,
): void {
  const isChanged = workbench.edit(() => content, { label: `Restore version ${version}` });
  if (!isChanged) return;
  toasts.show({
    tone: 'success',
    text: `Version ${version} is back on this page. Save to make it the newest version.`,
    about: 'restore',
    passes: true,
    action: { label: 'Undo', run: () => workbench.undo() },
  });
}

/** Opens a version as an unsaved session of its own; the session it was a version of is not touched. */
export async function saveVersionAsNew(app: AppModel, version: Version): Promise<void> {
  if (!(await mayLeave(app))) return;
  await app.workbench.openContent(version.content, version.metadata);
}
