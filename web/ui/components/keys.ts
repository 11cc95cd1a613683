/**
 * The key of a shortcut, in lower case. Where the layout writes no Latin letter (Cyrillic, Greek, Arabic), the letter that
 * a Latin one has at the same place, so that Ctrl+S is where the hand expects it.
 */
export function shortcutKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isOther = [...key].length === 1 && /\p{L}/u.test(key) && !/[a-z]/i.test(key);
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return (isOther && letter ? letter : key).toLowerCase();
}

/**
 * Keeps the keys of an input method from the page's own keys: while it composes, Enter and Escape belong to it and end
 * nothing here. Safari tells the Enter that ends a composition by its key code only.
 */
export function leaveKeysToInputMethods(): void {
  addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
