import { templates } from '../../workbench/content/templates.ts';
import { useApp } from '../app/app-model.ts';
import { pickSessionFile } from '../app/session-file.ts';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { useArrival } from '../components/use-arrival.ts';
import { RecentSessions } from './recent-sessions.tsx';
import { RecentSnapshots } from './recent-snapshots.tsx';
import { WorkToRecover } from './work-to-recover.tsx';

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
