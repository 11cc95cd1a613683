import { moduleLabel } from '../../../workbench/content/module-title.ts';
import type { Annotation } from '../../../workbench/content/schema.ts';
import { moduleOfType } from '../../modules/catalogue.ts';
import type { PanelProps } from '../panel-host.tsx';

interface ChartChoiceProps extends Pick<PanelProps, 'workbench'> {
  charts: Annotation['charts'];
  onChange(charts: Annotation['charts']): void;
}

/** Where an annotation shows: in all charts it applies to, or in those that are ticked. */
export function ChartChoice({ workbench, charts, onChange }: ChartChoiceProps) {
  const content = workbench.content.value;
  const modules = content.dashboards.flatMap((dashboard) =>
    dashboard.modules.flatMap((instance) => {
      const module = moduleOfType(instance.type)?.module;
      if (!module?.showsAnnotations) return [];
      return [{ id: instance.id, label: `${moduleLabel(instance)} on ${dashboard.name}` }];
    }),
  );
  const chosen = charts === 'all' ? [] : charts;
  return (
    <fieldset class="panel-group">
      <legend>Show in</legend>
      <label class="panel-option">
        <input
          type="checkbox"
          checked={charts === 'all'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'all' : [])}
        />
        All charts it applies to
      </label>
      {charts !== 'all' &&
        modules.map(({ id, label }) => (
          <label key={id} class="panel-option">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, id]
                    : chosen.filter((other) => other !== id),
                )
              }
            />
            {label}
          </label>
        ))}
    </fieldset>
  );
}
