import { useEffect } from 'preact/hooks';
import type { Draft, DraftPlace } from '../../workbench/drafts.ts';
import { activateDashboard } from '../../workbench/edits/activate-dashboard.ts';
import { type AppModel, useApp } from '../app/app-model.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';

/** Names text typed in editors that are not on screen, so that people see why the session counts as unsaved. */
export function DraftsBanner({
  drafts,
  showsFirst,
  onShown,
}: {
  drafts: readonly (readonly [string, Draft])[];
  /** The drafts come from before a reload, so the first one is shown at once. */
  showsFirst: boolean;
  onShown(): void;
}) {
  const app = useApp();
  const [first] = drafts;
  useEffect(() => {
    if (!first || !showsFirst) return;
    onShown();
    show(app, first[1].at);
  }, []);
  if (!first) return null;
  const { label, at } = first[1];
  return (
    <Banner
      tone="info"
      actions={
        <>
          <Button onClick={() => show(app, at)}>Show</Button>
          <Button
            variant="quiet"
            onClick={() => {
              for (const [key] of drafts) app.workbench.draft(key, undefined);
            }}
          >
            Discard
          </Button>
        </>
      }
    >
      <strong>Not part of the session yet:</strong> what you typed in "{label}"
      {drafts.length > 1 && ` and ${drafts.length - 1} more`}.
    </Banner>
  );
}

/** Opens the panel, dialog or dashboard that has the editor. */
function show({ workbench, panel, dialog }: AppModel, at: DraftPlace): void {
  if ('panel' in at) panel.value = at.panel;
  else if ('dialog' in at)
    dialog.value =
      at.dialog === 'snapshot' ? { kind: 'snapshot' } : { kind: 'save', as: at.dialog };
  else workbench.look((content) => activateDashboard(content, dashboardOf(at, content.dashboards)));
}

function dashboardOf(
  at: Extract<DraftPlace, { readonly dashboard: string } | { readonly module: string }>,
  dashboards: readonly { readonly id: string; readonly modules: readonly { id: string }[] }[],
): string {
  if ('dashboard' in at) return at.dashboard;
  return dashboards.find(({ modules }) => modules.some(({ id }) => id === at.module))?.id ?? '';
}
