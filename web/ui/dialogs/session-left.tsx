import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { Banner } from '../components/banner.tsx';

/**
 * For a dialog about the open session: closes it when that session is left, by the back button for
 * instance, unless the dialog `stays` since it still has something to say.
 * @returns whether the session was left: what is open now is none of the dialog's business.
 */
export function useSessionLeft(onClose: () => void, stays = false): boolean {
  const { session } = useApp().workbench;
  const about = useRef(session.peek());
  const isLeft = session.value !== about.current;
  const isOver = isLeft && !stays;
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver]);
  return isLeft;
}

/** Nothing came of what was asked for, since the session is not open any more. */
export function SessionLeftNote({ before }: { before: 'it was saved' | 'its snapshot was made' }) {
  return (
    <Banner tone="danger">
      <strong>The session was left before {before}.</strong> What is unsaved in it is kept on this
      device, and the start page offers it.
    </Banner>
  );
}
