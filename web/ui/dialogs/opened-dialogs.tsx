import { type OpenDialog, useApp } from '../app/app-model.ts';
import { ActiveSessionRecoveryDialog } from './active-session-recovery-dialog.tsx';
import { CommandPalette, ShortcutsDialog } from './command-palette.tsx';
import { ClearDeviceDialog, LeavingDialog } from './confirm-dialogs.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { KeptCopiesDialog } from './kept-copies-dialog.tsx';
import { MultiSessionsRecoveryDialog } from './multi-sessions-recovery-dialog.tsx';
import { BadFileDialog, ProblemDialog } from './problem-dialog.tsx';
import { SaveSessionDialog } from './save-session-dialog.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { CreateSnapshotDialog, VisitsDialog } from './snapshot-dialogs.tsx';

/** Renders the dialog that a person opened, or else the one that the state requires. */
export function OpenedDialogs({
  opened,
  onClose,
}: {
  opened: Exclude<OpenDialog, { kind: 'management' }> | null;
  onClose(): void;
}) {
  switch (opened?.kind) {
    case undefined:
      return <AskingDialog onClose={onClose} />;
    case 'save':
      return <SaveSessionDialog as={opened.as} onClose={onClose} />;
    case 'snapshot':
      return <CreateSnapshotDialog onClose={onClose} />;
    case 'recovery':
      return <MultiSessionsRecoveryDialog onClose={onClose} />;
    case 'conflict':
      return <ConflictDialog onClose={onClose} />;
    case 'history':
      return <HistoryDialog session={opened.session} onClose={onClose} />;
    case 'visits':
      return <VisitsDialog snapshot={opened.snapshot} onClose={onClose} />;
    case 'kept':
      return <KeptCopiesDialog onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={onClose} />;
    case 'palette':
      return <CommandPalette typed={opened.typed} onClose={onClose} />;
    case 'clearDevice':
      return <ClearDeviceDialog onClose={onClose} />;
    case 'signOut':
      return <SignOutDialog stillHere={opened.stillHere ?? null} onClose={onClose} />;
    case 'leaving':
      return <LeavingDialog onAnswer={opened.answer} onClose={onClose} />;
    case 'badFile':
      return <BadFileDialog fileName={opened.fileName} issues={opened.issues} onClose={onClose} />;
    case 'problem':
      return <ProblemDialog problem={opened.problem} onClose={onClose} />;
  }
}

/** The recovery or conflict dialog, for as long as the state requires it. */
function AskingDialog({ onClose }: { onClose(): void }) {
  const state = useApp().workbench.lifecycle.value;
  if (state.kind === 'LocalRecovery') {
    const [only, ...others] = state.buffers;
    const isAboutOne = state.target?.kind === 'session' && only && others.length === 0;
    return isAboutOne ? (
      <ActiveSessionRecoveryDialog buffer={only} onClose={onClose} />
    ) : (
      <MultiSessionsRecoveryDialog onClose={onClose} />
    );
  }
  return <ConflictDialog onClose={onClose} />;
}
