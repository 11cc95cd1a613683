import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { TEXT_MAX_LENGTH } from '../../../workbench/content/limits.ts';
import { lazy } from '../../app/lazy.tsx';
import { sightFinished } from '../../charts/draw-queue.ts';
import { Button } from '../../components/button.tsx';
import type { ModuleProps } from '../module.ts';
import type { NoteSettings } from './index.ts';

/** Code that formats a note waits so long for the charts in sight. */
const AFTER_CHARTS_MS = 2000;

const Markdown = lazy(async () => {
  await sightFinished(AFTER_CHARTS_MS);
  return (await import('./markdown.tsx')).Markdown;
});

/** Shows a note. "Edit note" opens a text area in which every keystroke is an edit of the session. */
export function NoteView({ settings, change, readOnly }: ModuleProps<NoteSettings>) {
  const isWriting = useSignal(false);
  const write = (begun: boolean) => {
    isWriting.value = begun;
  };
  if (readOnly || !isWriting.value) {
    return (
      <div class="note">
        <NoteText text={settings.text} />
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

function NoteText({ text }: { text: string }) {
  if (!text) return <p class="muted">This note is empty.</p>;
  if (!isPlain(text)) return <Markdown text={text} />;
  return (
    <div class="note-markdown">
      <p>{text}</p>
    </div>
  );
}

const PLAIN = /^(?!.*www)\p{L}[\p{L}\p{N} ,;.?!()%/-]*[\p{L}\p{N},;.?!)%]$/iu;

/**
 * Whether Markdown shows a text as it is, so that no code is needed to format it: one line that starts with a letter, in
 * which no character has a meaning.
 */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
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
