import { hasUnsavedChanges } from '../../kernel/index.ts';
import { type OpenDialog, useApp } from '../app/app-model.ts';
import { isOpenSession } from '../app/commands.ts';
import type { Ports } from '../app/ports.ts';
import { revert } from '../app/revert.ts';
import { downloadSession, pickSessionFile } from '../app/session-file.ts';
import { signOut } from '../app/sign-out.ts';
import { Menu, MenuItem, MenuSeparator } from '../components/menu.tsx';

import { DATE_STYLE_KEY, type DateStyle, dateStyle, setDates } from '../words/format.ts';
import { keysFor } from './shortcuts.ts';

/** Commands without a button of their own. */
function MainMenu() {
  const app = useApp();
  const state = app.workbench.lifecycle.value;
  const isSession = isOpenSession(app);
  const saved = state.kind === 'Loaded' && state.mode === 'session' ? state.persisted : null;
  const isShown = isSession || state.kind === 'Loaded';
  const open = (dialog: OpenDialog) => () => {
    app.dialog.value = dialog;
  };
  return (
    <Menu label="Menu" icon="menu" iconOnly>
      <MenuItem icon="search" shortcut={keysFor('k')} onSelect={open({ kind: 'palette' })}>
        Find anything...
      </MenuItem>
      <MenuItem
        icon="folder"
        shortcut={keysFor('o')}
        onSelect={open({ kind: 'management', tab: 'sessions' })}
      >
        Sessions and snapshots...
      </MenuItem>
      {isSession && (
        <>
          <MenuItem
            icon="save"
            shortcut={keysFor('s', true)}
            onSelect={open({ kind: 'save', as: 'copy' })}
          >
            Save as a new session...
          </MenuItem>
          <MenuItem
            icon="camera"
            shortcut={keysFor('l', true)}
            onSelect={open({ kind: 'snapshot' })}
          >
            Create snapshot...
          </MenuItem>
          <MenuItem icon="edit" onSelect={open({ kind: 'save', as: 'details' })}>
            Edit title and description...
          </MenuItem>
          {saved && (
            <MenuItem
              icon="history"
              onSelect={open({ kind: 'history', session: { id: saved.id, title: saved.title } })}
            >
              Versions...
            </MenuItem>
          )}
          {saved && hasUnsavedChanges(state) && (
            <MenuItem icon="undo" onSelect={() => void revert(app)}>
              Revert to the last saved version
            </MenuItem>
          )}
        </>
      )}
      <MenuSeparator />
      {isShown && (
        <MenuItem icon="download" onSelect={() => downloadSession(app)}>
          Download as a file
        </MenuItem>
      )}
      <MenuItem icon="upload" onSelect={() => void pickSessionFile(app)}>
        Open a session file...
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon="clock" onSelect={open({ kind: 'kept' })}>
        Kept copies of the last 30 days...
      </MenuItem>
      <MenuItem icon="device" onSelect={open({ kind: 'clearDevice' })}>
        Clear what is kept on this device...
      </MenuItem>
      <MenuItem icon="keyboard" shortcut="?" onSelect={open({ kind: 'shortcuts' })}>
        Keyboard shortcuts
      </MenuItem>
    </Menu>
  );
}

/** Sets how dates are written, on this device. */
export function chooseDates({ device }: Pick<Ports, 'device'>, style: DateStyle): void {
  setDates({ style });
  device.remember(DATE_STYLE_KEY, style);
}

const themes = { system: 'Same as system', light: 'Light', dark: 'Dark' } as const;

/** Who is signed in, theme and date format of this device, and signing out. */
function UserMenu() {
  const app = useApp();
  const { ports } = app;
  return (
    <Menu label={`Signed in as ${ports.user.name}`} icon="user" iconOnly>
      <p class="shell-user">
        Signed in as <strong>{ports.user.name}</strong>
      </p>
      <MenuSeparator />
      <p class="shell-user small muted">Theme on this device</p>
      {(['system', 'light', 'dark'] as const).map((theme) => (
        <MenuItem
          key={theme}
          checked={ports.device.theme.value === theme}
          onSelect={() => ports.device.setTheme(theme)}
        >
          {themes[theme]}
        </MenuItem>
      ))}
      <MenuSeparator />
      <p class="shell-user small muted">Dates</p>
      {(['locale', 'iso'] as const).map((style) => (
        <MenuItem
          key={style}
          checked={dateStyle() === style}
          onSelect={() => chooseDates(ports, style)}
        >
          {style === 'locale' ? 'As in your region' : 'ISO: 2026-11-22'}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon="external" onSelect={() => void signOut(app)}>
        Sign out
      </MenuItem>
      <p class="shell-user small muted">Holdfast {VERSION}</p>
    </Menu>
  );
}

/** The menus at the end of the header. */
export function Menus() {
  return (
    <>
      <MainMenu />
      <UserMenu />
    </>
  );
}
