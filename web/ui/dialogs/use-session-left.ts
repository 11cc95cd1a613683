import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';

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
