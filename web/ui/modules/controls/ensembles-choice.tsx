import type { Workbench } from '../../../workbench/workbench.ts';
import { Check } from './options.tsx';

export interface EnsemblesChoiceProps {
  settings: { readonly ensembles: 'all' | readonly string[] };
  change(changes: { ensembles: 'all' | string[] }): void;
  workbench: Workbench;
}

/** Which ensembles a module shows: all there are and will be, or those that are ticked. */
export function EnsemblesChoice({ settings, change, workbench }: EnsemblesChoiceProps) {
  const chosen = settings.ensembles;
  const { ensembles } = workbench.shared.value.ensembleSet;
  const all = chosen === 'all';
  const isChosen = (id: string) => all || chosen.includes(id);
  const ids = ensembles.map(({ id }) => id);
  return (
    <>
      <Check
        label="All ensembles"
        checked={all}
        onChange={(checked) => change({ ensembles: checked ? 'all' : ids })}
      />
      {!all &&
        ensembles.map(({ id, name }) => (
          <Check
            key={id}
            label={name}
            checked={isChosen(id)}
            onChange={(checked) =>
              change({
                ensembles: ids.filter((other) => (other === id ? checked : isChosen(other))),
              })
            }
          />
        ))}
    </>
  );
}
