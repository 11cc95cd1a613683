import { effect, type Signal, signal, untracked } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Problem } from '../../kernel/index.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { createToasts, type Toasts } from '../components/toasts.tsx';
import type { Ports } from './ports.ts';
import type { StillHere } from './sign-out.ts';

/** The dialog that a person opened. The recovery and conflict dialogs also open by themselves, from the session state. */
export type OpenDialog =
  | { readonly kind: 'save'; readonly as: 'first' | 'leaving' | 'copy' | 'details' }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'management'; readonly tab: 'sessions' | 'snapshots' | 'trash' }
  | { readonly kind: 'history'; readonly session: { readonly id: string; readonly title: string } }
  | { readonly kind: 'visits'; readonly snapshot: { readonly id: string; readonly title: string } }
  | { readonly kind: 'recovery' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'shortcuts' }
  /** `typed`: before it was on screen. */
  | { readonly kind: 'palette'; readonly typed?: string }
  | { readonly kind: 'clearDevice' }
  /** `stillHere`: why an attempt to sign out did not succeed. */
  | { readonly kind: 'signOut'; readonly stillHere?: StillHere }
  /** The latest changes exist only in this page: asks whether to leave and lose them. */
  | { readonly kind: 'leaving'; answer(leave: boolean): void }
  | { readonly kind: 'badFile'; readonly fileName: string; readonly issues: readonly string[] }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** The panels beside a dashboard. */
export type PanelName = 'ensembles' | 'filter' | 'annotations' | 'settings';

/** State and services that all screens share. */
export interface AppModel {
  readonly workbench: Workbench;
  readonly ports: Ports;
  readonly toasts: Toasts;
  readonly dialog: Signal<OpenDialog | null>;
  /** Query string with which the page was opened; the address bar soon loses all of it but the session. */
  readonly arrivedWith: string;
  /** The panel that is open beside the dashboard. */
  readonly panel: Signal<PanelName | null>;
  /** Data files chosen before there was a session to import them into. */
  readonly filesToImport: Signal<readonly File[] | null>;
  /** True until it is known what the address names and whether there is work to recover. */
  readonly isStarting: Signal<boolean>;
}

export function createAppModel(workbench: Workbench, ports: Ports): AppModel {
  const toasts = createToasts();
  effect(() => {
    const refused = workbench.refusedEdit.value;
    if (!refused) return;
    const text = `"${refused.label}" was refused: ${refused.issues[0] ?? ''}`;
    untracked(() => toasts.show({ tone: 'danger', text }));
  });
  const dialog = signal<OpenDialog | null>(null);
  const filesToImport = signal<readonly File[] | null>(null);
  return {
    workbench,
    ports,
    toasts,
    dialog,
    arrivedWith: location.search,
    panel: signal<PanelName | null>(null),
    filesToImport,
    isStarting: signal(true),
  };
}

export const AppContext = createContext<AppModel | null>(null);

export function useApp(): AppModel {
  const app = useContext(AppContext);
  if (!app) throw new Error('This component is rendered outside the application.');
  return app;
}
