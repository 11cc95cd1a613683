import { useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';

/** Asks for CSV files; they can be dropped anywhere on the session as well. */
export function ImportButton({ onImport }: { onImport(files: readonly File[]): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="import-drop">
      <p class="small">
        CSV with a line of names, then one line for each realization and date. A second file may
        hold the parameters. Drop them anywhere, or choose them.
      </p>
      <Button icon="upload" onClick={() => input.current?.click()}>
        Choose CSV files
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".csv,.tsv,.txt,text/csv"
        aria-label="CSV files"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file may be chosen again after it was mended.
          currentTarget.value = '';
          if (files.length > 0) onImport(files);
        }}
      />
    </div>
  );
}
