import { hasUnsavedChanges } from '../../kernel/index.ts';
import { moduleLabel } from '../../workbench/content/module-title.ts';
import { activeDashboard } from '../../workbench/content/select.ts';
import { templates } from '../../workbench/content/templates.ts';
import { activateDashboard } from '../../workbench/edits/dashboards.ts';
import type { AppModel, OpenDialog, PanelName } from '../app/app-model.ts';
import { isOpenSession } from '../app/commands.ts';
import { leave, leaveFor, leaveToStart } from '../app/leaving.ts';
import { copyPlaceLink } from '../app/link-dialog.tsx';
import { useList } from '../app/loading.tsx';
import { revert } from '../app/revert.ts';
import { downloadSession, pickSessionFile } from '../app/session-file.ts';
import { signOut } from '../app/sign-out.ts';
import type { IconName } from '../components/icon.tsx';
import { showFullScreen } from '../dashboard/dashboard-menu.tsx';
import { useAddDashboard } from '../dashboard/dashboard-tabs.tsx';
import { catalogue, moduleOfType } from '../modules/registry.ts';
import { useAddModule } from '../session/toolbar.tsx';
import { chooseDates } from '../shell/menus.tsx';
import { keysFor, keysOf, shortcuts } from '../shell/shortcuts.ts';

/** A command, or a place to go to. */
export interface Entry {
  readonly key: string;
  readonly group: 'Command' | 'Panel' | 'Dashboard' | 'Card' | 'Session';
  readonly label: string;
  readonly icon: IconName;
  /** Its keyboard shortcut, as text. */
  readonly keys?: string;
  run(): void;
}

const RECENT_SESSIONS = 20;

const panels: readonly (readonly [PanelName, string, IconName])[] = [
  ['ensembles', 'Ensembles', 'layers'],
  ['filter', 'Realization filter', 'filter'],
  ['annotations', 'Annotations', 'calendar'],
  ['settings', 'Settings', 'settings'],
];

/** All entries for what is open now. */
export function usePaletteEntries(app: AppModel): readonly Entry[] {
  const { library, device } = app.ports;
  const recent = useList({
    of: 'sessions',
    again: [device.online.value],
    load: (_, signal) =>
      library.sessions(
        {
          sort_by: 'metadata.updated_at',
          sort_direction: 'desc',
          page_size: RECENT_SESSIONS,
        },
        signal,
      ),
  });
  const sessions = recent.items.map(({ id, title }): Entry => {
    const run = () => void leaveFor(app, { kind: 'session', id });
    return { key: id, group: 'Session', label: title, icon: 'folder', run };
  });
  const { workbench } = app;
  const isOpen = workbench.session.value !== null;
  const addDashboard = useAddDashboard(workbench);
  const addModule = useAddModule(workbench);
  const adding = [
    command('Add dashboard', 'plus', addDashboard),
    ...catalogue.map((module) =>
      command(`Add ${module.name.toLowerCase()}`, module.icon, () => addModule(module)),
    ),
  ];
  return [
    ...commands(app),
    ...(isOpenSession(app) ? adding : []),
    ...(isOpen ? placesOf(app) : []),
    ...sessions,
  ];
}

const command = (label: string, icon: IconName, run: () => void): Entry => ({
  key: label,
  group: 'Command',
  label,
  icon,
  run,
});

function commands(app: AppModel): readonly Entry[] {
  const { workbench, ports, dialog } = app;
  const opens = (what: OpenDialog) => () => {
    dialog.value = what;
  };
  const isSession = isOpenSession(app);
  const isOpen = workbench.session.value !== null;
  const state = workbench.lifecycle.value;
  const saved = state.kind === 'Loaded' && state.mode === 'session' ? state.persisted : null;
  const shown = isOpen ? activeDashboard(workbench.content.value) : undefined;
  const byKey = shortcuts.flatMap((shortcut): readonly Entry[] => {
    const { run, label, key } = shortcut;
    if (!run || key === 'k' || (!isSession && (key === 's' || key === 'l'))) return [];
    return [{ ...command(label, 'keyboard', () => run(app)), keys: keysOf(shortcut) }];
  });
  return [
    ...byKey,
    ...(isSession
      ? [
          { ...command('Undo', 'undo', () => workbench.undo()), keys: keysFor('z') },
          { ...command('Redo', 'redo', () => workbench.redo()), keys: keysFor('z', true) },
          command('Edit title and description', 'edit', opens({ kind: 'save', as: 'details' })),
          ...(saved && hasUnsavedChanges(state)
            ? [command('Revert to the last saved version', 'undo', () => void revert(app))]
            : []),
        ]
      : []),
    ...(saved
      ? [
          command(
            'Versions',
            'history',
            opens({ kind: 'history', session: { id: saved.id, title: saved.title } }),
          ),
        ]
      : []),
    ...(shown
      ? [
          command('Copy link to dashboard', 'link', () => copyPlaceLink(app, shown.id)),
          command('Full screen', 'maximize', showFullScreen),
          command('Print', 'printer', () => window.print()),
        ]
      : []),
    ...(isOpen ? [command('Download as a file', 'download', () => downloadSession(app))] : []),
    command('Go to the start page', 'layout', () => void leaveToStart(app)),
    ...templates.map((template) =>
      command(
        template.name === 'empty' ? 'New session' : `New session: ${template.title}`,
        'plus',
        async () => (await leave(app)) && workbench.newSession(template),
      ),
    ),
    command('Open a session file', 'upload', () => void pickSessionFile(app)),
    command('Recover unsaved work', 'clock', opens({ kind: 'recovery' })),
    command('Kept copies of the last 30 days', 'clock', opens({ kind: 'kept' })),
    command('Snapshots', 'camera', opens({ kind: 'management', tab: 'snapshots' })),
    command('Trash', 'trash', opens({ kind: 'management', tab: 'trash' })),
    command('Clear what is kept on this device', 'device', opens({ kind: 'clearDevice' })),
    command('Theme: same as system', 'layout', () => ports.device.setTheme('system')),
    command('Theme: light', 'sun', () => ports.device.setTheme('light')),
    command('Theme: dark', 'moon', () => ports.device.setTheme('dark')),
    command('Dates: as in your region', 'calendar', () => chooseDates(ports, 'locale')),
    command('Dates: ISO, 2026-11-22', 'calendar', () => chooseDates(ports, 'iso')),
    command('Sign out', 'external', () => void signOut(app)),
  ];
}

/** Panels, dashboards and cards of the open session. */
function placesOf({ workbench, panel }: AppModel): readonly Entry[] {
  const show = (id: string) => workbench.look((content) => activateDashboard(content, id));
  return [
    ...panels.map(([name, label, icon]): Entry => {
      const run = () => {
        panel.value = name;
      };
      return { key: name, group: 'Panel', label, icon, run };
    }),
    ...workbench.content.value.dashboards.flatMap(({ id, name, modules }): readonly Entry[] => [
      { key: id, group: 'Dashboard', label: name, icon: 'layout', run: () => show(id) },
      ...modules.map((module): Entry => {
        const run = () => {
          show(id);
          setTimeout(() => goTo(module.id));
        };
        const label = `${moduleLabel(module)} on ${name}`;
        const icon = moduleOfType(module.type)?.module.icon ?? 'chart';
        return { key: module.id, group: 'Card', label, icon, run };
      }),
    ]),
  ];
}

function goTo(moduleId: string): void {
  const cell = document.querySelector(`[data-grid-id="${CSS.escape(moduleId)}"]`);
  cell?.scrollIntoView({ block: 'center' });
  cell?.querySelector<HTMLElement>('button')?.focus();
}
