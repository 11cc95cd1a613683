import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Workbench } from '../../workbench/workbench.ts';
import { type PanelName, useApp } from '../app/app-model.ts';
import { lazy } from '../app/lazy.tsx';
import { IconButton } from '../components/button.tsx';
import type { IconName } from '../components/icon.tsx';

export interface PanelProps {
  workbench: Workbench;
  /** Reads files and offers their data as new ensembles, or as a replacement for the data of the ensemble `replaces`. */
  onImport(files: readonly File[], replaces?: string): void;
}

interface Panel {
  readonly name: PanelName;
  readonly title: string;
  readonly icon: IconName;
}

/** The panels beside the dashboard, in the order of their buttons. */
export const panels: readonly Panel[] = [
  { name: 'ensembles', title: 'Ensembles', icon: 'layers' },
  { name: 'filter', title: 'Realization filter', icon: 'filter' },
  { name: 'annotations', title: 'Annotations', icon: 'calendar' },
  { name: 'settings', title: 'Settings', icon: 'settings' },
];

const views = {
  ensembles: lazy(async () => (await import('./ensembles-panel.tsx')).EnsemblesPanel),
  filter: lazy(async () => (await import('./filter-panel.tsx')).FilterPanel),
  annotations: lazy(
    async () => (await import('./annotations/annotations-panel.tsx')).AnnotationsPanel,
  ),
  settings: lazy(async () => (await import('./settings-panel.tsx')).SettingsPanel),
};

interface PanelHostProps extends PanelProps {
  name: PanelName;
  onClose(): void;
}

/** The open panel. Takes the focus when it opens and returns it; Escape or the cross closes it. */
export function PanelHost({ name, onClose, ...props }: PanelHostProps) {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const own = panel.current;
    return () => {
      if (own?.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, []);
  useLayoutEffect(() => heading.current?.focus(), [name]);
  const title = panels.find((one) => one.name === name)?.title ?? name;
  const View = views[name];
  // Stored content that cannot be read completely is shown in a workbench of its own, below the choice how to go on.
  const isPreview = useApp().workbench !== props.workbench;
  return (
    <aside
      ref={panel}
      class="panel"
      aria-label={title}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <header class="panel-header">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon="x" label={`Close ${title.toLowerCase()}`} onClick={onClose} />
      </header>
      <div class="panel-body">
        {props.workbench.readOnly.value && (
          <p class="panel-read-only">
            {name === 'filter'
              ? `Filter for yourself: ${isPreview ? 'what is stored' : 'the snapshot'} stays as it is.`
              : `Read-only. ${isPreview ? 'Choose how to continue' : 'Make it your own session'} to change this.`}
          </p>
        )}
        <View {...props} />
      </div>
    </aside>
  );
}
