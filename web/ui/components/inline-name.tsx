import { useLayoutEffect, useRef } from 'preact/hooks';
import { NAME_MAX_LENGTH } from '../../workbench/content/limits.ts';

interface InlineNameProps {
  label: string;
  /** The name, or what was typed instead of it before. */
  value: string;
  onInput(text: string): void;
  /** Called once: with what is in the field, or null when it is empty or given up. */
  onEnd(name: string | null): void;
}

/**
 * A name being changed where it stands: Enter or leaving keeps it, Escape does not. After a key the focus goes
 * to the first button of what was renamed.
 */
export function InlineName({ label, value, onInput, onEnd }: InlineNameProps) {
  const input = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const end = (keep: boolean, byKey = false) => {
    if (ended.current) return;
    ended.current = true;
    if (byKey) focusAfter(input.current);
    const name = input.current?.value.trim() ?? '';
    onEnd(keep && name !== '' ? name : null);
  };
  return (
    <input
      ref={input}
      class="ui-input inline-name"
      aria-label={label}
      defaultValue={value}
      maxLength={NAME_MAX_LENGTH}
      // What it stands in may be draggable, which would get in the way of selecting text.
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onInput={(event) => onInput(event.currentTarget.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(true, true);
        if (event.key !== 'Escape') return;
        // It ends the renaming, not the panel it may stand in.
        event.preventDefault();
        end(false, true);
      }}
    />
  );
}

function focusAfter(input: HTMLInputElement | null): void {
  const renamed = input?.closest('li, header');
  setTimeout(() => renamed?.querySelector('button')?.focus());
}
