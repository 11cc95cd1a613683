import { useMemo } from 'preact/hooks';
import type { SessionContent } from '../../../workbench/content/schema.ts';
import { moduleById } from '../../../workbench/content/select.ts';
import { addModule, changeModuleSettings } from '../../../workbench/edits/modules.ts';
import type { OneAtATime } from '../../../workbench/statistics/one-at-a-time.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { Check, Choose, EnsemblesChoice, Options } from '../controls/fields.tsx';
import { crossPlot } from '../cross-plot/index.ts';
import { EnsembleDot, Fewer } from '../legend-parts.tsx';
import { useDashboardDate } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { axisLabel } from '../on-axes.ts';
import { QuantityPicker } from '../picker/picker.tsx';
import {
  absentWords,
  columnsOfQuantities,
  countWords,
  type Quantity,
  type QuantityChosen,
  readQuantity,
} from '../quantity.ts';
import { namesOf, shownEnsembles, useStable, withColumns } from '../shown-ensembles.ts';
import { TakeAway } from '../take-away/take-away.tsx';
import { WhenShown } from '../when-shown.tsx';
import { BarList, rankingBars, tornadoBars } from './bars.tsx';
import { type BarSection, barsBody } from './bars-body.ts';
import { BARS_MAX, type CorrelationSettings } from './index.ts';
import { barColumns, type Ranking, rankingOf, tornadoOf } from './ranking.ts';

/** Shows which parameters a response correlates with, for each ensemble. */
export function CorrelationView(props: ModuleProps<CorrelationSettings>) {
  const { settings, change, shared, workbench } = props;
  const { of, method, bars, tornado = true } = settings;
  const date = useDashboardDate(workbench, props.id);
  const at = date ?? settings.at;
  const listed = shownEnsembles(workbench, shared, settings.ensembles);
  const names = namesOf(listed.ensembles, of === 'vector' ? 'vectors' : 'parameters');
  const name = settings.name || (names[0] ?? '');
  const needed = columnsOfQuantities([{ of, name }]);
  const shown = withColumns(workbench, listed, { ...needed, parameters: 'all' });
  const ensembles = useStable(shown.ensembles);
  const quantities = useMemo(
    () => readQuantity(ensembles, { of, name, at }).filter(({ categories }) => !categories),
    [ensembles, of, name, at],
  );
  const sections = useMemo(
    () => sectionsOf(quantities, settings, name),
    [quantities, settings, name],
  );
  const open = (parameter: string) =>
    openCrossPlot(workbench, props.id, parameter, { of, name, at });
  return (
    <>
      <div class="controls">
        <QuantityPicker
          label="Response"
          quantity={{ of, name, at: settings.at }}
          date={date}
          ensembles={listed.ensembles}
          onChange={(quantity) => change(quantity)}
        />
        <Options>
          <Choose
            label="Correlation of"
            value={method}
            options={[
              ['pearson', "values (Pearson's)"],
              ['spearman', "ranks (Spearman's)"],
            ]}
            onChange={(value) => change({ method: value as CorrelationSettings['method'] })}
          />
          <Check
            label="Tornado for one-at-a-time designs"
            checked={tornado}
            onChange={(checked) => change({ tornado: checked })}
          />
          <label class="controls-label">
            At most
            <input
              type="range"
              min={1}
              max={BARS_MAX}
              value={bars}
              onChange={(event) => change({ bars: event.currentTarget.valueAsNumber })}
            />
            <span class="numeric">{bars}</span>
          </label>
          <hr />
          <EnsemblesChoice {...props} />
        </Options>
        <TakeAway
          moduleId={props.id}
          title={`${sections.every(({ design }) => design) ? 'Tornado of' : 'Correlation with'} ${name}`}
          picture={() => barsBody(sections)}
          legend={[]}
          columns={() => barColumns(sections)}
        />
      </div>
      <WhenShown
        shown={shown}
        missing={
          quantities.length === 0 ? `No ensemble shown here has numbers for "${name}".` : null
        }
      >
        <div class="correlation">
          {sections.map(({ quantity: { ensemble }, label, count, bars, color }) => (
            <section key={ensemble.id} aria-label={`${label}, ${ensemble.name}`}>
              <p class="readout-line">
                <EnsembleDot {...ensemble} />
                <span>{label}</span>
                <span class="muted">{count}</span>
              </p>
              <BarList bars={bars} color={color} onOpen={open} />
            </section>
          ))}
          <Fewer words={absentWords(ensembles, [{ of, name }])} />
        </div>
      </WhenShown>
    </>
  );
}

interface Section extends BarSection {
  readonly quantity: Quantity;
  readonly label: string;
  readonly count: string;
  readonly ranking: Ranking;
  /** Set if the realizations are a one-at-a-time design and a tornado is wanted. */
  readonly design: OneAtATime | null;
}

/** The bars of each ensemble, with their texts. */
function sectionsOf(
  quantities: readonly Quantity[],
  { of, method, bars: most, tornado = true }: CorrelationSettings,
  name: string,
): readonly Section[] {
  return quantities.map((quantity) => {
    const { ensemble, values } = quantity;
    const ranking = rankingOf(quantity, method, of === 'parameter' ? name : '');
    const design = tornado ? tornadoOf(quantity) : null;
    const numbers = values.filter((value) => !Number.isNaN(value)).length;
    const label = axisLabel(name, [quantity]);
    const count = countWords(numbers, ensemble.data.realizations.length);
    return {
      ...{ quantity, ranking, design, label, count, color: ensemble.color },
      heading: `${ensemble.name}: ${label}, ${count}`,
      bars: design ? tornadoBars(design, most, quantity.unit) : rankingBars(ranking, most),
    };
  });
}

/**
 * Shows a parameter against the response in the dashboard's cross plot, or in a new one if there is none. In a snapshot
 * this is not an edit.
 */
function openCrossPlot(
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
  // The card exists after the next rendering.
  requestAnimationFrame(() =>
    document.querySelector(`[data-grid-id="${CSS.escape(id)}"]`)?.scrollIntoView({
      block: 'nearest',
      behavior: 'smooth',
    }),
  );
}
