import { useContext, useRef } from 'preact/hooks';
import { toneIcons } from './banner.tsx';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { ToastsContext } from './toasts.ts';

/**
 * Where toasts appear and are read out. Rendered before there is anything to say, by the page and by
 * each modal dialog, since nothing outside of that is heard.
 */
export function ToastRegion({ inDialog = false }: { inDialog?: boolean }) {
  const toasts = useContext(ToastsContext);
  const cameFrom = useRef<EventTarget | null>(null);
  if (!toasts) return null;
  const shown = toasts.list.value.filter(({ passes }) => !(inDialog && passes));
  const end = (id: number, run?: () => void) => {
    // The button goes; what `run` changes may take the focus, else it returns.
    if (document.activeElement?.closest('.ui-toast')) leave(cameFrom.current);
    toasts.dismiss(id);
    run?.();
  };
  return (
    <div
      class="ui-toasts"
      role="status"
      aria-live="polite"
      onFocusIn={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) cameFrom.current = relatedTarget;
      }}
    >
      {shown.map(({ id, tone, text, action }) => (
        <div key={id} class={`ui-toast ui-tone-${tone}`}>
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

/** Gives the focus up; it goes back to where it was if nothing takes it. */
function leave(before: EventTarget | null): void {
  (document.activeElement as HTMLElement).blur();
  setTimeout(() => {
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
  });
}
