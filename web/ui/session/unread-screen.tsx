import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { State } from '../../kernel/index.ts';
import { previewOf } from '../../workbench/preview.ts';
import { useApp } from '../app/app-model.ts';
import { readRestText, storedAsFile } from '../app/damaged-rest.ts';
import { useLoaded } from '../app/loading.tsx';
import { sessionFileName } from '../app/session-file.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { problemWords } from '../words/status-words.ts';
import { SessionView } from './session-screen.tsx';

/** Stored content that cannot be read completely. `children` are shown if no part of it can be read. */
export interface UnreadProps {
  readonly unread: NonNullable<Extract<State<unknown>, { kind: 'Error' }>['unread']>;
  readonly children: ComponentChildren;
}

/** Shows a session or snapshot without its unreadable parts, read-only, until the person decides how to continue. */
export function UnreadScreen({ unread: { metadata, contentText }, children }: UnreadProps) {
  const { ports, toasts, workbench } = useApp();
  const { title, description } = metadata;
  const rest = useLoaded(() => readRestText(contentText), [contentText]);
  const read = rest.kind === 'loaded' ? rest.value : null;
  const preview = useMemo(
    () => read && previewOf(read.content, title, workbench),
    [read, title, workbench],
  );
  if (rest.kind === 'loading') return null;
  const isSnapshot = !('etag' in metadata);
  const download = async () => {
    const text = await storedAsFile(metadata, contentText);
    const file = new Blob([text], { type: 'application/json' });
    ports.device.download(sessionFileName(title, '.holdfast.json'), file);
  };
  const downloadButton = (
    <Button icon="download" onClick={() => void download()}>
      Download the stored data
    </Button>
  );
  if (!read || !preview) {
    return (
      <>
        <Banner tone="danger" oneLine actions={downloadButton}>
          No part of <strong>{title}</strong> can be shown.
        </Banner>
        {children}
      </>
    );
  }
  const without = read.lost.length === 1 ? 'it' : 'them';
  const goOn = async () => {
    if (isSnapshot) return workbench.openContent(read.content, { title, description });
    const problem = await workbench.persistence.openRest(read.content);
    const text = problem
      ? `It was not opened: ${problemWords(problem)}.`
      : 'The stored version, with the parts left out, is among the kept copies for 30 days.';
    toasts.show({ tone: problem ? 'danger' : 'info', text });
  };
  return (
    <>
      <h1 class="visually-hidden">{title}</h1>
      <Banner
        tone="warning"
        actions={
          <>
            {downloadButton}
            <Button variant="primary" onClick={() => void goOn()}>
              {isSnapshot ? 'Make it my own session' : `Continue without ${without}`}
            </Button>
          </>
        }
      >
        <strong>{title} is shown without the parts that cannot be read</strong>:{' '}
        {read.lost.join(', ')}. It is read-only until you choose.{' '}
        {isSnapshot
          ? 'The snapshot stays as it is.'
          : 'If you continue, a copy of the stored version is kept on this device for 30 days, and nothing changes in the cloud until you save.'}
      </Banner>
      <SessionView workbench={preview} />
    </>
  );
}
