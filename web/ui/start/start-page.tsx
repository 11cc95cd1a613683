import { templates } from '../../workbench/content/templates.ts';
import { useApp } from '../app/app-model.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { useLoaded, useLookAgain, useWorkOnDevice } from '../app/loading.tsx';
import { pickFiles, pickSessionFile } from '../app/session-file.ts';
import { Sketch, sketchOf } from '../app/sketch.tsx';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/dialog.tsx';
import { useArrival } from '../components/focus.ts';
import { counted, shortDateTime } from '../words/format.ts';
import { RecentSessions, RecentSnapshots } from './recent.tsx';

/** The first page: start new work, open recent work, recover unsaved work. */
export function StartPage() {
  const app = useApp();
  const { workbench, ports } = app;
  const heading = useArrival();
  const importData = async () => {
    const files = await pickFiles({ multiple: true });
    const [empty] = templates;
    if (files.length === 0 || !empty) return;
    app.filesToImport.value = files;
    await workbench.newSession(empty);
  };
  return (
    <div class="start">
      <h1 ref={heading} tabIndex={-1}>
        Welcome, {ports.user.name}
      </h1>
      <WorkToRecover />
      <section class="start-section" aria-labelledby="start-new">
        <h2 id="start-new">Start something new</h2>
        <div class="start-templates">
          {templates.map((template) => (
            <Choice
              key={template.name}
              icon={template.name === 'empty' ? 'plus' : 'layout'}
              title={template.name === 'empty' ? 'New session' : template.title}
              onClick={() => void workbench.newSession(template)}
            >
              {template.description}
            </Choice>
          ))}
          <Choice icon="upload" title="Import my data" onClick={() => void importData()}>
            A new session with ensembles from your own files.
          </Choice>
        </div>
        <Button icon="upload" onClick={() => void pickSessionFile(app)}>
          Open a session file...
        </Button>
      </section>
      <div class="start-recent">
        <RecentSessions />
        <RecentSnapshots />
      </div>
    </div>
  );
}

/** The recovery dialog lists all of them. */
const DRAFTS_SHOWN = 5;

/** Unsaved work kept on this device, complete or damaged. Renders nothing if there is none. */
function WorkToRecover() {
  const app = useApp();
  const { workbench, dialog } = app;
  const { looks, look } = useLookAgain();
  const found = useWorkOnDevice([workbench.lifecycle.value.kind, dialog.value, looks]);
  if (found.kind !== 'loaded') return null;
  const { buffers, damaged } = found.value;
  // Only the newest state of each session; the dialog also lists older ones.
  const newest = buffers.filter(
    ({ sessionId }, i) =>
      sessionId === null || buffers.findIndex((one) => one.sessionId === sessionId) === i,
  );
  const words = [keptWords(newest.length), damagedWords(damaged.length)].filter(
    (line) => line !== null,
  );
  if (words.length === 0) return null;
  const recover = async (bufferId: string) => {
    const problem = await workbench.persistence.recover(bufferId);
    if (!problem) return;
    (await import('../dialogs/recovery.ts')).tellNotRecovered(app, problem);
    look();
  };
  return (
    <section class="start-recover" aria-label="Unsaved work">
      <Banner
        tone="warning"
        actions={<DialogButton opens={{ kind: 'recovery' }}>Recover unsaved work...</DialogButton>}
      >
        {words.join(' ')}
      </Banner>
      <ul class="start-list">
        {newest.slice(0, DRAFTS_SHOWN).map(({ bufferId, title, base, lastModifiedMs, bytes }) => (
          <li key={bufferId} class="start-draft">
            <DraftSketch bufferId={bufferId} bytes={bytes} />
            <span class="start-draft-text">
              <span class="truncate">{title}</span>
              <span class="muted small numeric">
                Changed {shortDateTime(lastModifiedMs)},{' '}
                {base
                  ? `based on version ${base.version}`
                  : 'not saved as far as this device knows'}
              </span>
            </span>
            <Button aria-label={`Recover ${title}`} onClick={() => void recover(bufferId)}>
              Recover
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Larger drafts are not read just to draw a small sketch. */
const SKETCHED_MAX_BYTES = 1_000_000;

function DraftSketch({ bufferId, bytes }: { bufferId: string; bytes: number }) {
  const { persistence } = useApp().workbench;
  const found = useLoaded(
    async () => (bytes > SKETCHED_MAX_BYTES ? null : persistence.preview(bufferId)),
    [bufferId],
  );
  const preview = found.kind === 'loaded' ? found.value : null;
  return <Sketch cells={preview?.kind === 'preview' ? sketchOf(preview.content) : []} />;
}

function keptWords(count: number): string | null {
  if (count === 0) return null;
  const are = count === 1 ? 'is' : 'are';
  return `${counted(count, 'session')} with unsaved changes ${are} kept on this device.`;
}

function damagedWords(count: number): string | null {
  if (count === 0) return null;
  const are = count === 1 ? 'is' : 'are';
  return `${counted(count, 'session')} with unsaved changes ${are} damaged; you can download the readable parts.`;
}
