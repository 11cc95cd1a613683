import type { Dashboard, SessionContent } from '../../../workbench/content/schema.ts';
import { changeDashboardView } from '../../../workbench/edits/dashboards.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { IconButton } from '../../components/button.tsx';
import { DaySlider, daysOf } from '../controls/at-choice.tsx';
import { shownEnsembles } from '../shown-ensembles.ts';

export interface DateBarProps {
  dashboard: Dashboard;
  workbench: Workbench;
}

/** Slider for the dashboard's date, on which all its charts read vectors. */
export function DateBar({ dashboard: { id, date = null }, workbench }: DateBarProps) {
  const days = daysOf(shownEnsembles(workbench, workbench.shared.value, 'all').ensembles);
  if (date === null || days.length === 0) return null;
  const change = (next: string | null) => {
    const edit = (content: SessionContent) => changeDashboardView(content, id, { date: next });
    if (workbench.readOnly.peek()) workbench.look(edit);
    else workbench.edit(edit, { label: 'Change date', coalesce: `date:${id}` });
  };
  return (
    <section class="date-bar" aria-label="Date of the dashboard" data-screen-only>
      <span class="controls-label">All charts on</span>
      <DaySlider day={date} days={days} label="Date of all charts" onChange={change} />
      <IconButton
        icon="x"
        label="Remove the date slider; charts read vectors on their own days"
        onClick={() => change(null)}
      />
    </section>
  );
}

/** The last day of the session's data; null if there is none. */
export function lastDay(workbench: Workbench): string | null {
  return daysOf(shownEnsembles(workbench, workbench.shared.value, 'all').ensembles).at(-1) ?? null;
}
