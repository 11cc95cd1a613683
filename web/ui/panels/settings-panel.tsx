import { ensembleColor } from '../../workbench/content/select.ts';
import { changeEnsembleColor } from '../../workbench/edits/settings.ts';
import { ColorChoice } from './color-choice.tsx';
import type { PanelProps } from './panel-host.tsx';
import { PercentilesField } from './percentiles-field.tsx';

/** How the session looks: part of its content, so everyone who opens it sees the same. */
export function SettingsPanel({ workbench }: PanelProps) {
  const content = workbench.content.value;
  const disabled = workbench.readOnly.value;
  const { ensembles } = content.ensembleSet;
  return (
    <>
      <PercentilesField workbench={workbench} />
      <section class="panel-group">
        <h3>Colours of ensembles</h3>
        {ensembles.length === 0 && <p class="muted">There are no ensembles yet.</p>}
        {ensembles.map(({ id, name }) => (
          <div key={id}>
            <p class="truncate">{name}</p>
            <ColorChoice
              label={`Colour of ${name}`}
              value={ensembleColor(content, id)}
              disabled={disabled}
              onChange={(color) =>
                workbench.edit((before) => changeEnsembleColor(before, id, color), {
                  label: `Change colour of ${name}`,
                })
              }
            />
          </div>
        ))}
      </section>
    </>
  );
}
