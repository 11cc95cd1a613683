import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { TEXT_MAX_LENGTH } from '../../../workbench/content/limits.ts';
import { Button } from '../../components/button.tsx';
import type { ModuleProps } from '../module.ts';
import type { NoteSettings } from './index.ts';
import { renderMarkdown } from './markdown.ts';

/** Shows the note; "Edit" makes it a text area in which every keystroke is an edit of the session. */
export function NoteView({ settings, change, readOnly }: ModuleProps<NoteSettings>) {
  const isWriting = useSignal(false);
  const write = (begun: boolean) => {
    isWriting.value = begun;
  };
  if (readOnly || !isWriting.value) {
    return (
      <div class="note">
        {settings.text ? (
          <Markdown text={settings.text} />
        ) : (
          <p class="muted">This note is empty.</p>
        )}
        {!readOnly && (
          <Button class="note-switch" icon="edit" onClick={() => write(true)}>
            Edit note
          </Button>
        )}
      </div>
    );
  }
  return <Writing text={settings.text} change={change} done={() => write(false)} />;
}

interface WritingProps {
  text: string;
  change(settings: NoteSettings): void;
  done(): void;
}

function Writing({ text, change, done }: WritingProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => area.current?.focus(), []);
  return (
    <div class="note">
      <textarea
        ref={area}
        class="ui-input note-text"
        aria-label="Text of the note, in Markdown"
        placeholder="Markdown: # heading, **bold**, - list, [link](https://...)"
        maxLength={TEXT_MAX_LENGTH}
        value={text}
        onInput={(event) => change({ text: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && done()}
      />
      <Button class="note-switch" icon="check" onClick={done}>
        Done
      </Button>
    </div>
  );
}

function Markdown({ text }: { text: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => host.current?.replaceChildren(renderMarkdown(text)), [text]);
  return <div class="note-markdown" ref={host} />;
}
