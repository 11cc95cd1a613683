import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useRef } from 'preact/hooks';
import type { Tone } from './banner.tsx';
import { toneIcons } from './banner.tsx';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
  /** A newer toast with the same subject replaces it. Absent: the text is the subject. */
  readonly about?: string;
  /**
   * Disappears by itself although it has an action, because there is another way to do the same. Not shown in dialogs,
   * because it is about the page behind them.
   */
  readonly passes?: boolean;
  /** Removes the toast once this returns false; reads signals. */
  holds?(): boolean;
}

export interface Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>;
  /** Shows a message for a while. One with an action stays until it is dismissed, unless `passes` is set. */
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

/** The page's toasts, shown by the shell and by modal dialogs. */
export const ToastsContext = createContext<Toasts | null>(null);

/** Long enough to read a sentence twice. */
const TOAST_MS = 8000;
/** Long enough to notice a mistake and to reach the button. */
const PASSING_ACTION_MS = 20_000;
/** A toast that is hovered or focused stays and is checked again after this time. */
const IN_USE_MS = 2000;
/** The oldest are removed. */
const TOASTS_MAX = 5;

export function createToasts(): Toasts {
  const list = signal<readonly Toast[]>([]);
  let lastId = 0;
  const dismiss = (id: number) => {
    list.value = list.value.filter((toast) => toast.id !== id);
  };
  const dismissLater = (id: number, afterMs: number) => {
    setTimeout(() => (isAnyInUse() ? dismissLater(id, IN_USE_MS) : dismiss(id)), afterMs);
  };
  const dismissOnceNot = (id: number, holds: () => boolean) => {
    const stop = effect(() => {
      const isShown = list.value.some((toast) => toast.id === id);
      if (isShown && holds()) return;
      queueMicrotask(() => {
        stop();
        dismiss(id);
      });
    });
  };
  return {
    list,
    dismiss,
    show(toast) {
      lastId += 1;
      const id = lastId;
      const others = list.value.filter((other) => subjectOf(other) !== subjectOf(toast));
      list.value = [...others, { ...toast, id }].slice(-TOASTS_MAX);
      if (toast.holds) dismissOnceNot(id, toast.holds);
      if (!toast.action) dismissLater(id, TOAST_MS);
      else if (toast.passes) dismissLater(id, PASSING_ACTION_MS);
    },
  };
}

function subjectOf({ about, text }: Omit<Toast, 'id'>): string {
  return about ?? text;
}

/** While one toast is in use the others stay too, so that nothing moves under the pointer. */
function isAnyInUse(): boolean {
  return document.querySelector('.ui-toast:is(:hover, :focus-within)') !== null;
}

/**
 * The live region of toasts. It must exist before the first message to be announced. Modal dialogs have
 * their own, because screen readers announce nothing outside of an open one.
 */
export function ToastRegion({ inDialog = false }: { inDialog?: boolean }) {
  const toasts = useContext(ToastsContext);
  const cameFrom = useRef<EventTarget | null>(null);
  if (!toasts) return null;
  const shown = toasts.list.value.filter(({ passes }) => !(inDialog && passes));
  const end = (id: number, run?: () => void) => {
    // The button disappears: `run` may move the focus, else it returns to where it was.
    if (document.activeElement?.closest('.ui-toast')) leave(cameFrom.current);
    toasts.dismiss(id);
    run?.();
  };
  return (
    <div
      class="ui-toasts"
      data-screen-only
      role="status"
      aria-live="polite"
      onFocusIn={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) cameFrom.current = relatedTarget;
      }}
    >
      {/* A message that follows progress keeps its element, so that its button can be pressed meanwhile. */}
      {shown.map(({ id, tone, text, about, action }) => (
        <div key={about ?? id} class={`ui-toast ui-tone-${tone}`}>
          <Icon name={toneIcons[tone]} />
          <span class="ui-toast-text">{text}</span>
          {action && (
            <Button variant="quiet" onClick={() => end(id, action.run)}>
              {action.label}
            </Button>
          )}
          <IconButton icon="x" label="Dismiss" onClick={() => end(id)} />
        </div>
      ))}
    </div>
  );
}

/** Blurs the focused element; the focus returns to `before` if nothing else takes it. */
function leave(before: EventTarget | null): void {
  (document.activeElement as HTMLElement).blur();
  setTimeout(() => {
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
  });
}
