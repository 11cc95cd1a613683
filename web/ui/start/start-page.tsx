import { templates } from '../../workbench/content/templates.ts';
import { useApp } from '../app/app-model.ts';
import { DialogButton } from '../app/dialog-button.tsx';
import { pickSessionFile } from '../app/session-file.ts';
import { useLookAgain, useWorkOnDevice } from '../app/use-loaded.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { useArrival } from '../components/focus.ts';
import { counted } from '../words/format.ts';
import { RecentSessions, RecentSnapshots } from './recent.tsx';

/** Where one begins: new work, recent work, work to recover. */
export function StartPage() {
  const app = useApp();
  const { workbench, ports } = app;
  const heading = useArrival();
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

/** Says that unsaved work is kept on this device, if there is any, whole or damaged. */
function WorkToRecover() {
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
