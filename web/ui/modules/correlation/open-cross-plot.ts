import type { SessionContent } from '../../../workbench/content/schema.ts';
import { moduleById } from '../../../workbench/content/select.ts';
import { addModule, changeModuleSettings } from '../../../workbench/edits/modules.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { crossPlot } from '../cross-plot/index.ts';
import type { QuantityChosen } from '../quantity.ts';

/**
 * Shows a parameter against the response in the dashboard's cross plot, or in a new one if there is none. In a snapshot
 * it is looked at only.
 */
export function openCrossPlot(
  workbench: Workbench,
  moduleId: string,
  parameter: string,
  response: QuantityChosen,
): void {
  const x = { of: 'parameter' as const, name: parameter, at: 'end' };
  const show = (content: SessionContent) => {
    const dashboard = moduleById(content, moduleId)?.dashboard;
    if (!dashboard) return content;
    const there = dashboard.modules.find(({ type }) => type === crossPlot.type);
    const settings = { x, y: response, zoom: null };
    if (there) return changeModuleSettings(content, there.id, settings);
    return addModule(content, dashboard.id, {
      type: crossPlot.type,
      size: crossPlot.size,
      settings: { ...crossPlot.defaults(content), ...settings },
    });
  };
  if (workbench.readOnly.peek()) workbench.look(show);
  else workbench.edit(show, { label: `Show ${parameter} in the cross plot` });
  const { dashboard } = moduleById(workbench.content.peek(), moduleId) ?? {};
  const id = dashboard?.modules.find(({ type }) => type === crossPlot.type)?.id;
  if (id === undefined) return;
  // The card is there after the next rendering.
  requestAnimationFrame(() =>
    document.querySelector(`[data-grid-id="${CSS.escape(id)}"]`)?.scrollIntoView({
      block: 'nearest',
      behavior: 'smooth',
    }),
  );
}
