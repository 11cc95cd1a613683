import { useApp } from '../app/app-model.ts';
import { pickSessionFile } from '../app/session-file.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';

/** Says what is wrong with a file that was to be opened. */
export function BadFileDialog({
  fileName,
  issues,
  onClose,
}: {
  fileName: string;
  issues: readonly string[];
  onClose(): void;
}) {
  const app = useApp();
  const another = () => {
    onClose();
    void pickSessionFile(app);
  };
  return (
    <Dialog
      title="The file could not be opened"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" onClick={another}>
            Choose another file
          </Button>
        </>
      }
    >
      <p>
        Nothing of <strong>{fileName}</strong> was opened, and the file is unchanged:
      </p>
      <ul class="dialog-details">
        {issues.map((issue) => (
          <li key={issue}>{issue}</li>
        ))}
      </ul>
    </Dialog>
  );
}
