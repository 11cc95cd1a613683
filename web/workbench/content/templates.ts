/** A starting point for a new session. Its content is loaded when it is chosen. */
export interface Template {
  readonly name: TemplateName;
  /** Name of the template, and the first title of a session made from it. */
  readonly title: string;
  readonly description: string;
}

export type TemplateName = 'empty' | 'field-overview' | 'comparison';

export const templates: readonly Template[] = [
  {
    name: 'empty',
    title: 'Untitled session',
    description: 'One dashboard with a note on how to begin.',
  },
  {
    name: 'field-overview',
    title: 'Field overview',
    description: 'An example field: rates, totals and what they depend on, on two dashboards.',
  },
  {
    name: 'comparison',
    title: 'Compare two ensembles',
    description: 'Two example models in the same charts.',
  },
];
