import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button, IconButton } from '../../components/button.tsx';

/** Asks for files with data; they can be dropped anywhere on the session as well. */
export function ImportButton({ onImport }: { onImport(files: readonly File[]): void }) {
  return (
    <div class="import-drop">
      <p class="small">
        CSV and other text tables, parameters.txt, Parquet, Arrow, Eclipse summaries (.SMSPEC with
        .UNSMRY), gzipped or in a zip; several at once if they belong together. Drop them anywhere,
        or choose them.
      </p>
      <WithFileInput label="Data files" onFiles={onImport}>
        {(open) => (
          <Button icon="upload" onClick={open}>
            Choose files
          </Button>
        )}
      </WithFileInput>
    </div>
  );
}

/** Asks for files whose data replace that of an ensemble. */
export function ReplaceDataButton({
  name,
  onFiles,
}: {
  name: string;
  onFiles(files: readonly File[]): void;
}) {
  return (
    <WithFileInput label={`Data files for ${name}`} onFiles={onFiles}>
      {(open) => <IconButton icon="upload" label={`Replace the data of ${name}`} onClick={open} />}
    </WithFileInput>
  );
}

function WithFileInput(props: {
  label: string;
  onFiles(files: readonly File[]): void;
  children(open: () => void): ComponentChildren;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {props.children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={props.label}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file may be chosen again after it was mended.
          currentTarget.value = '';
          if (files.length > 0) props.onFiles(files);
        }}
      />
    </>
  );
}
