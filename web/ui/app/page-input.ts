import type { Signal } from '@preact/signals';
import type { AppModel } from './app-model.ts';
import { takeFiles } from './dropped-files.ts';
import { refuseTooLong } from './text-limits.ts';

/**
 * What people put into the page from outside of it: a text that does not fit is refused, and files that are dropped
 * anywhere never take the page away. `isOver`: some are above it.
 * @returns ends it.
 */
export function watchInput(app: AppModel, isOver: Signal<boolean>): () => void {
  const ending = new AbortController();
  const endRefusing = refuseTooLong(app);
  const listen = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
    addEventListener(
      type,
      (event) => {
        if (event.dataTransfer?.types.includes('Files')) act(event);
      },
      { signal: ending.signal },
    );
  listen('dragover', (event) => {
    event.preventDefault();
    isOver.value = true;
  });
  listen('dragleave', ({ relatedTarget }) => {
    isOver.value = relatedTarget !== null;
  });
  listen('drop', (event) => {
    event.preventDefault();
    isOver.value = false;
    void takeFiles(app, [...(event.dataTransfer?.files ?? [])]);
  });
  return () => {
    ending.abort();
    endRefusing();
  };
}
