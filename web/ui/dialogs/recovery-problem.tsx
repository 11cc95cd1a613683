import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { reload } from '../app/reload.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { ProblemDetails } from './problem-note.tsx';
import { downloadRest, explainRecovery, isWhole } from './recovery.ts';

/** Unsaved work that was to be recovered and could not be. */
export interface NotRecovered {
  readonly bufferId: string;
  readonly title: string;
  readonly problem: Problem;
}

/** Why a buffer was not opened, what is safe, and what can be done. Takes the focus: what was pressed may be gone. */
export function RecoveryProblem({
  bufferId,
  title,
  problem,
  damagedAt,
}: NotRecovered & { damagedAt: string }) {
  const app = useApp();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.focus(), [problem]);
  const explained = explainRecovery(problem, damagedAt);
  const reloadOrSayWhyNot = async () => {
    const text = await reload(app);
    if (text) app.toasts.show({ tone: 'warning', text });
  };
  const download = () => {
    const reading = app.workbench.persistence.readBuffer(bufferId);
    void downloadRest(app, `unsaved-${bufferId}.json`, reading);
  };
  return (
    <div ref={element} tabIndex={-1} class="dialog-recovery-problem">
      <Banner
        tone="danger"
        actions={
          isWhole(problem) && (
            <>
              {explained.help === 'reload' && (
                <Button onClick={() => void reloadOrSayWhyNot()}>Reload the page</Button>
              )}
              <Button icon="download" onClick={download}>
                Download
              </Button>
            </>
          )
        }
      >
        <strong>
          "{title}" was not recovered. {explained.title}.
        </strong>{' '}
        {explained.text}
        <ProblemDetails problem={problem} details={explained.details} />
      </Banner>
    </div>
  );
}
