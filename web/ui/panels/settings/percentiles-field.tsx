import { changePercentiles } from '../../../workbench/edits/settings.ts';
import type { PanelProps } from '../panel-host.tsx';
import { ParsedField } from '../parsed-field.tsx';
import { parsePercentiles } from './parse-percentiles.ts';

/** The percentiles that bands, boxes and tables show, as "10, 50, 90". */
export function PercentilesField({ workbench }: Pick<PanelProps, 'workbench'>) {
  return (
    <ParsedField
      label="Percentiles"
      hint="Shown as bands in charts and as columns in tables: numbers from 0 to 100."
      stored={workbench.content.value.settings.percentiles.join(', ')}
      disabled={workbench.readOnly.value}
      parse={parsePercentiles}
      onChange={(percentiles) =>
        workbench.edit((content) => changePercentiles(content, percentiles), {
          label: 'Change percentiles',
        })
      }
    />
  );
}
