import { Button, type ButtonProps } from '../components/button.tsx';
import { type OpenDialog, useApp } from './app-model.ts';

/** A button that opens a dialog. */
export function DialogButton({ opens, ...button }: ButtonProps & { opens: OpenDialog }) {
  const { dialog } = useApp();
  const open = () => {
    dialog.value = opens;
  };
  return <Button {...button} onClick={open} />;
}
