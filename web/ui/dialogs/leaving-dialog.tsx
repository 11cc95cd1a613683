import { useApp } from '../app/app-model.ts';
import { downloadSession } from '../app/session-file.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';

/** Asked before work is left that this device could not keep. Staying is what Enter and Escape do. */
export function LeavingDialog({
  onAnswer,
  onClose,
}: {
  onAnswer(leave: boolean): void;
  onClose(): void;
}) {
  const app = useApp();
  const answer = (leave: boolean) => {
    onClose();
    onAnswer(leave);
  };
  return (
    <Dialog
      title="Leave without the latest changes?"
      onClose={() => answer(false)}
      actions={
        <>
          <Button autofocus onClick={() => answer(false)}>
            Stay
          </Button>
          <Button icon="download" onClick={() => void downloadSession(app)}>
            Download
          </Button>
          <Button variant="danger" onClick={() => answer(true)}>
            Leave and lose them
          </Button>
        </>
      }
    >
      <p>
        The latest changes are only in this page: this device could not keep them. Stay and save
        them to the cloud, or download them as a file.
      </p>
    </Dialog>
  );
}
