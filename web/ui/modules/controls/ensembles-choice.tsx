import type { Workbench } from '../../../workbench/workbench.ts';
import { Check } from './options.tsx';

export interface EnsemblesChoiceProps {
  workbench: Workbench;
  chosen: 'all' | readonly string[];
  onChange(chosen: 'all' | string[]): void;
}

/** Which ensembles a module shows: all there are and will be, or those that are ticked. */
export function EnsemblesChoice({ workbench, chosen, onChange }: EnsemblesChoiceProps) {
  const { ensembles } = workbench.content.value.ensembleSet;
  const all = chosen === 'all';
  const isChosen = (id: string) => all || chosen.includes(id);
  const ids = ensembles.map(({ id }) => id);
  return (
    <>
      <Check
        label="All ensembles"
        checked={all}
        onChange={(checked) => onChange(checked ? 'all' : ids)}
      />
      {!all &&
        ensembles.map(({ id, name }) => (
          <Check
            key={id}
            label={name}
            checked={isChosen(id)}
            onChange={(checked) =>
              onChange(ids.filter((other) => (other === id ? checked : isChosen(other))))
            }
          />
        ))}
    </>
  );
}
