/** Lines and areas of text; what only searches is nobody's work. */
const TEXTS =
  'textarea, input:is([type="text"], :not([type])):not([role="combobox"], [data-search])';

type Text = HTMLInputElement | HTMLTextAreaElement;

/** What stood in each field when it first got the focus. */
const found = new WeakMap<Text, string>();

/** To be told of every element that gets the focus. */
export function noteFocus(target: EventTarget | null): void {
  if (target instanceof Element && target.matches(TEXTS) && !found.has(target as Text))
    found.set(target as Text, (target as Text).value);
}

/** Whether somebody has changed a text in there. */
export function hasTypedText(root: Element): boolean {
  return [...root.querySelectorAll<Text>(TEXTS)].some(
    (text) => (found.get(text) ?? text.value) !== text.value,
  );
}
