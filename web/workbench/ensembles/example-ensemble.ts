import type { Ensemble } from '../content/schema.ts';
import { type ExampleName, exampleFields } from './example-fields.ts';

/** An example as stored in a content: its name and seed. */
export function exampleEnsemble(example: ExampleName): Omit<Ensemble, 'id'> {
  const { title, seed } = exampleFields[example];
  return { name: title, source: { kind: 'example', example, seed } };
}
