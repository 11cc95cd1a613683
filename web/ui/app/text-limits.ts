import type { AppModel } from './app-model.ts';

/**
 * Refuses, with a message, what would not fit into a field: browsers cut a text that is pasted at the field's
 * `maxlength` and say nothing. One for all fields of the page.
 * @returns ends it.
 */
export function refuseTooLong({ toasts }: Pick<AppModel, 'toasts'>): () => void {
  const onBeforeInput = (event: InputEvent) => {
    const words = tooLongWords(event.target, event.data ?? event.dataTransfer?.getData('text'));
    if (words === null) return;
    event.preventDefault();
    toasts.show({ tone: 'warning', about: 'text limit', text: words });
  };
  addEventListener('beforeinput', onBeforeInput);
  return () => removeEventListener('beforeinput', onBeforeInput);
}

type Field = Pick<
  HTMLInputElement | HTMLTextAreaElement,
  'maxLength' | 'value' | 'selectionStart' | 'selectionEnd'
>;

function tooLongWords(target: EventTarget | null, inserted: string | undefined): string | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && inserted ? overLimitWords(target, inserted) : null;
}

/** Why a text cannot be put into a field where its selection stands; null where it can. */
export function overLimitWords(field: Field, inserted: string): string | null {
  const { maxLength, value, selectionStart, selectionEnd } = field;
  const replaced = (selectionEnd ?? value.length) - (selectionStart ?? value.length);
  const length = value.length - replaced + inserted.length;
  if (maxLength < 0 || length <= maxLength) return null;
  return inserted.length === 1
    ? `At most ${maxLength.toLocaleString('en')} characters fit here.`
    : `Nothing was inserted: with it there would be ${length.toLocaleString('en')} characters, and at most ${maxLength.toLocaleString('en')} fit here.`;
}
