import { useRef } from 'preact/hooks';
import type { Session } from '../../../contract/sessions.ts';
import { hasUnsavedChanges } from '../../kernel/index.ts';
import { contentModel } from '../../workbench/content/model.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import type { PartChange, Version } from '../../workbench/differences/content-differences.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { leave } from '../app/leaving.ts';
import { LibraryProblem } from '../app/loading.tsx';

/** This build cannot read a version; the message is for the person. Trying again does not help. */
export class UnreadError extends Error {}

/** Parses, migrates and checks a version from the server. Throws an `UnreadError` if this build cannot read it. */
export function readVersion({ metadata, content }: Session): Version {
  const read = contentModel.read(JSON.parse(content));
  if (read.ok) return { metadata, content: read.content };
  const { version } = metadata;
  throw new UnreadError(
    read.reason === 'newer'
      ? `Version ${version} was saved by a newer version of Holdfast. Reload the page to open it.`
      : `Version ${version} cannot be read: ${read.issues[0] ?? 'its data is damaged'}`,
  );
}

/** Loads a version. */
export type Read = (version: number) => Promise<Version>;

/** Loads versions. Each is loaded once while the dialog is open, since versions never change. */
export function useVersions(sessionId: string): Read {
  const { library } = useApp().ports;
  const known = useRef(new Map<number, Promise<Version>>());
  return (version) => {
    const asked = known.current.get(version);
    if (asked) return asked;
    const reading = library.version(sessionId, version).then(readVersion);
    known.current.set(version, reading);
    // A failed load is tried again the next time.
    reading.catch(() => known.current.delete(version));
    return reading;
  };
}

/** Replaces the open session's content with a version's, as one edit that can be undone. A save makes it the newest. */
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
    holds: () => hasUnsavedChanges(workbench.lifecycle.value),
    action: { label: 'Undo', run: () => workbench.undo() },
  });
}

/** Opens a version as a new, unsaved session. The session it comes from is not touched. */
export async function saveVersionAsNew(app: AppModel, version: Version): Promise<void> {
  if (!(await leave(app))) return;
  await app.workbench.openContent(version.content, version.metadata);
}

/** Explains why a version is not shown, and offers to try again if that may help. */
export function VersionProblem({ error, onRetry }: { error: unknown; onRetry(): void }) {
  return error instanceof UnreadError ? (
    <p class="muted">{error.message}</p>
  ) : (
    <LibraryProblem error={error} onRetry={onRetry} />
  );
}

const words = { added: 'added', removed: 'removed', changed: 'changed' } as const;

/** Number of fields shown per part. */
const FIELDS_MAX = 8;

/** The changes that a version made, part by part, with the values before and after. */
export function VersionChanges({
  changes,
  earlier,
  later,
}: {
  changes: readonly PartChange[];
  earlier: number;
  later: number;
}) {
  if (changes.length === 0) {
    return <p class="muted">It has the same content as version {earlier}.</p>;
  }
  return (
    <table class="dialog-table history-changes" translate={false}>
      <thead>
        <tr>
          <th scope="col">What changed</th>
          <th scope="col">Version {earlier}</th>
          <th scope="col">Version {later}</th>
        </tr>
      </thead>
      {changes.map(({ name, label, change, fields }) => (
        <tbody key={name}>
          <tr>
            <th scope="row">{label}</th>
            <td colSpan={2}>{words[change]}</td>
          </tr>
          {change === 'changed' &&
            fields.slice(0, FIELDS_MAX).map(({ path, field, mine, theirs }) => (
              <tr key={path.join('/')}>
                <th scope="row" class="history-field">
                  {field}
                </th>
                <td data-label={`Version ${earlier}`}>{mine}</td>
                <td data-label={`Version ${later}`}>{theirs}</td>
              </tr>
            ))}
          {change === 'changed' && fields.length > FIELDS_MAX && (
            <tr>
              <td class="muted small" colSpan={3}>
                and {fields.length - FIELDS_MAX} more
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}
