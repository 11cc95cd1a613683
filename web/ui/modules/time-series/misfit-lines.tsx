import { formatNumber } from '../../charts/format.ts';
import { bestOf, type Misfits } from './misfits.ts';

/** Which realizations are nearest to what was observed, one line for each trace. */
export function MisfitLines({ misfits }: { misfits: Misfits }) {
  return (
    <>
      {[...misfits].map(([trace, misfit]) => (
        <span key={`${trace.ensemble.id} ${trace.vector}`} class="muted">
          {trace.ensemble.name} {trace.vector} nearest to observed:{' '}
          {bestOf(trace, misfit)
            .map((one) => `realization ${one.realization} (${formatNumber(one.misfit)})`)
            .join(', ')}
          {misfit.inDeviations ? ', in standard deviations' : ''}
        </span>
      ))}
    </>
  );
}
