import { useContext } from 'preact/hooks';
import { toneIcons } from './banner.tsx';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { ToastsContext } from './toasts.ts';

/**
 * Where toasts appear and are read out. Rendered before there is anything to say, by the page and by
 * each modal dialog, since nothing outside of that is heard.
 */
export function ToastRegion() {
  const toasts = useContext(ToastsContext);
  if (!toasts) return null;
  return (
    <div class="ui-toasts" role="status" aria-live="polite">
      {toasts.list.value.map(({ id, tone, text, action }) => (
        <div key={id} class={`ui-toast ui-tone-${tone}`}>
          <Icon name={toneIcons[tone]} />
          <span class="ui-toast-text">{text}</span>
          {action && (
            <Button
              variant="quiet"
              onClick={() => {
                toasts.dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton icon="x" label="Dismiss" onClick={() => toasts.dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
