import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Banner } from './banner.tsx';
import { Button, IconButton } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { ToastRegion } from './toasts.tsx';

interface DialogProps {
  title: string;
  /** Called for Escape, the cross, and whatever else closes it. The owner then stops rendering it. */
  onClose(): void;
  /** Makes the dialog a form: Enter and the `type="submit"` button in `actions` call it. */
  onSubmit?: () => void;
  children: ComponentChildren;
  /** The buttons at the bottom; the primary one last. */
  actions?: ComponentChildren;
  size?: 'small' | 'medium' | 'large';
  /** Files dropped while the dialog is open are handled by it. */
  takesFiles?: boolean;
  /** There is unconfirmed input that the text fields alone do not show. */
  isChanged?: boolean;
}

/**
 * A modal dialog based on `<dialog>`, open as long as it is rendered. The first element with `autofocus`,
 * or else the title, gets the focus; it returns to where it was when the dialog closes.
 */
export function Dialog({
  title,
  onClose,
  onSubmit,
  children,
  actions,
  size = 'small',
  takesFiles = false,
  isChanged = false,
}: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const isAsking = useSignal(false);
  /** Asks before typed text is discarded, since Escape and the cross may be pressed by mistake. */
  const hasText = () => isChanged || (element.current !== null && hasTypedText(element.current));
  const leave = () => {
    if (hasText() && !isAsking.peek()) isAsking.value = true;
    else onClose();
  };

  useLayoutEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    // Otherwise the browser focuses the cross.
    if (!dialog?.querySelector('[autofocus]')) heading.current?.focus();
    return () => {
      dialog?.close();
      // The browser restores the focus only while the dialog is in the document.
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);

  const content = (
    <>
      <header class="ui-dialog-header">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon="x" label="Close" onClick={leave} />
      </header>
      {isAsking.value && (
        <Banner
          tone="warning"
          actions={
            <>
              <Button
                onClick={() => {
                  isAsking.value = false;
                }}
              >
                Keep writing
              </Button>
              <Button variant="danger" onClick={onClose}>
                Discard it
              </Button>
            </>
          }
        >
          <strong>Discard what you typed here?</strong>
        </Banner>
      )}
      <div class="ui-dialog-body">{children}</div>
      {actions && <footer class="ui-dialog-actions">{actions}</footer>}
    </>
  );

  return (
    <dialog
      ref={element}
      class={`ui-dialog ui-dialog-${size}`}
      aria-labelledby={titleId}
      data-takes-files={takesFiles}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
        if (!hasText() || element.current?.querySelector(':popover-open')) return;
        // For a second Escape in a row browsers close the dialog without "cancel", so without the question.
        event.preventDefault();
        isAsking.value = !isAsking.peek();
      }}
      onFocusIn={(event) => noteFocus(event.target)}
      onClose={(event) => {
        // The event is asynchronous: another dialog may be open by then.
        if (event.currentTarget.isConnected) onClose();
      }}
    >
      {onSubmit ? (
        <form
          class="ui-dialog-frame"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {content}
        </form>
      ) : (
        <div class="ui-dialog-frame">{content}</div>
      )}
      <ToastRegion inDialog />
    </dialog>
  );
}

/** A large button for one of several choices, with a description of what it does. */
export function Choice({
  icon,
  title,
  emphasised = false,
  children,
  ...rest
}: {
  icon: IconName;
  title: string;
  /** The choice that most people want. */
  emphasised?: boolean;
  children: ComponentChildren;
  onClick(): void;
  disabled?: boolean;
  autofocus?: boolean;
}) {
  return (
    <button type="button" class={`ui-choice ${emphasised ? 'ui-choice-emphasised' : ''}`} {...rest}>
      <Icon name={icon} />
      <span>
        <strong>{title}</strong>
        <span class="muted small">{children}</span>
      </span>
    </button>
  );
}

/** Text fields, without search fields, whose text is no work. */
const TEXTS =
  'textarea, input:is([type="text"], :not([type])):not([role="combobox"], [data-search])';

type Text = HTMLInputElement | HTMLTextAreaElement;

/** The text of each field when it first got the focus. */
const found = new WeakMap<Text, string>();

/** Call for every element that gets the focus. */
function noteFocus(target: EventTarget | null): void {
  if (target instanceof Element && target.matches(TEXTS) && !found.has(target as Text))
    found.set(target as Text, (target as Text).value);
}

/** Whether the text of any field inside `root` was changed. */
function hasTypedText(root: Element): boolean {
  return [...root.querySelectorAll<Text>(TEXTS)].some(
    (text) => (found.get(text) ?? text.value) !== text.value,
  );
}
