import { useMemo } from 'preact/hooks';
import { EnsemblesChoice } from '../controls/ensembles-choice.tsx';
import { Choose } from '../controls/fields.tsx';
import { Check, Options } from '../controls/options.tsx';
import { EnsembleDot } from '../legend-parts.tsx';
import { useDashboardDate } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { axisLabel } from '../on-axes.ts';
import { QuantityPicker } from '../picker/quantity-picker.tsx';
import { columnsOfQuantities, countWords, type Quantity, readQuantity } from '../quantity.ts';
import { namesOf, shownEnsembles, useStable, withColumns } from '../shown-ensembles.ts';
import { TakeAway } from '../take-away/take-away.tsx';
import { WhenShown } from '../when-shown.tsx';
import { RankingBars, TornadoBars } from './bars.tsx';
import { BARS_MAX, type CorrelationSettings } from './index.ts';
import { openCrossPlot } from './open-cross-plot.ts';
import { rankingColumns, rankingOf, tornadoOf } from './ranking.ts';

/** Which parameters a response goes with, for each ensemble. */
export function CorrelationView(props: ModuleProps<CorrelationSettings>) {
  const { settings, change, workbench } = props;
  const { of, method, bars, tornado = true } = settings;
  const date = useDashboardDate(workbench, props.id);
  const at = date ?? settings.at;
  const listed = shownEnsembles(workbench, settings.ensembles);
  const names = namesOf(listed.ensembles, of === 'vector' ? 'vectors' : 'parameters');
  const name = settings.name || (names[0] ?? '');
  const needed = columnsOfQuantities([{ of, name }]);
  const shown = withColumns(workbench, listed, { ...needed, parameters: 'all' });
  const ensembles = useStable(shown.ensembles);
  const quantities = useMemo(
    () => readQuantity(ensembles, { of, name, at }).filter(({ categories }) => !categories),
    [ensembles, of, name, at],
  );
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
          title={`Correlation with ${name}`}
          legend={[]}
          columns={() => rankingColumns(quantities.map((one) => rankingOf(one, method)))}
        />
      </div>
      <WhenShown
        shown={shown}
        missing={
          quantities.length === 0 ? `No ensemble shown here has numbers of "${name}".` : null
        }
      >
        <div class="correlation">
          {quantities.map((quantity) => (
            <OfEnsemble
              key={quantity.ensemble.id}
              {...props}
              quantity={quantity}
              label={axisLabel(name, [quantity])}
              response={{ of, name, at }}
            />
          ))}
        </div>
      </WhenShown>
    </>
  );
}

interface OfEnsembleProps extends ModuleProps<CorrelationSettings> {
  quantity: Quantity;
  label: string;
  response: Parameters<typeof readQuantity>[1];
}

function OfEnsemble({ id, settings, workbench, quantity, label, response }: OfEnsembleProps) {
  const { method, bars, tornado = true } = settings;
  const ranking = useMemo(
    () => rankingOf(quantity, method, response.of === 'parameter' ? response.name : ''),
    [quantity, method, response.of, response.name],
  );
  const design = useMemo(() => (tornado ? tornadoOf(quantity) : null), [quantity, tornado]);
  const open = (parameter: string) => openCrossPlot(workbench, id, parameter, response);
  const count = quantity.values.filter((value) => !Number.isNaN(value)).length;
  return (
    <section aria-label={`${label}, ${quantity.ensemble.name}`}>
      <p class="readout-line">
        <EnsembleDot {...quantity.ensemble} />
        <span>{label}</span>
        <span class="muted">{countWords(count, quantity.ensemble.data.realizations.length)}</span>
      </p>
      {design ? (
        <TornadoBars design={design} color={quantity.ensemble.color} most={bars} onOpen={open} />
      ) : (
        <RankingBars ranking={ranking} most={bars} onOpen={open} />
      )}
    </section>
  );
}
