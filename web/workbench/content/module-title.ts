import { moduleName } from './labels.ts';
import type { ModuleInstance } from './schema.ts';

type Named = Pick<ModuleInstance, 'type' | 'title' | 'settings'>;
type Settings = Readonly<Record<string, unknown>>;

/** The first vector and the first parameter that the session's ensembles have; '' for none. */
export interface FirstNames {
  readonly vector: string;
  readonly parameter: string;
}

/**
 * A module's title: the one a person gave, else what it shows ("FOPR"), else its kind ("Time series"). `date`: the
 * dashboard's date, if it has one.
 */
export function moduleTitle(module: Named, date: string | null = null): string {
  return module.title ?? titleByItself(module, date);
}

/**
 * The title of a module that a person has not given one; it follows the settings.
 * @param first gives what a module shows whose settings name nothing
 */
export function titleByItself(
  module: Named,
  date: string | null,
  first?: () => FirstNames,
): string {
  const subject = (named: Named) => moduleSubject(date === null ? named : readOn(named, date));
  const unnamed = () => first && subject(withFirst(module, first()));
  return subject(module) ?? unnamed() ?? moduleName(module.type);
}

/** As the views read settings: '' stands for the first name there is. */
function withFirst({ type, settings }: Named, { vector, parameter }: FirstNames): Named {
  return {
    type,
    settings: {
      ...settings,
      vector: settings.vector || vector,
      parameter: settings.parameter || parameter,
      name: settings.name || (settings.of === 'vector' ? vector : parameter),
    },
  };
}

function readOn({ type, settings }: Named, at: string): Named {
  const [x, y] = [object(settings.x), object(settings.y)];
  return {
    type,
    settings: { ...settings, at, ...(x && { x: { ...x, at } }), ...(y && { y: { ...y, at } }) },
  };
}

/** Title and kind, for places that do not show the kind: "FOPR, time series", "Note". */
export function moduleLabel(module: Named, date: string | null = null): string {
  const title = moduleTitle(module, date);
  const kind = moduleName(module.type);
  return title === kind ? title : `${title}, ${kind.toLowerCase()}`;
}

/**
 * What a module shows, in words: "FOPR", "FOPT at 2044-12-01 against PORO". Undefined if that is obvious or the
 * settings do not say. The settings are not validated here.
 */
function moduleSubject({ type, settings }: Named): string | undefined {
  switch (type) {
    case 'time-series':
      return vectorNames(settings);
    case 'distribution':
      return quantity(settings);
    case 'correlation': {
      const response = quantity(settings);
      return response && `Correlation with ${response}`;
    }
    case 'cross-plot':
      return crossPlotSubject(settings);
    case 'table': {
      const names = vectorNames(settings);
      return names && `${names} by ${settings.rows === 'realizations' ? 'realization' : 'date'}`;
    }
    default:
      return undefined;
  }
}

function crossPlotSubject(settings: Settings): string | undefined {
  const { parameter, vector, at, overTime } = settings;
  const y = object(settings.y) ?? { of: 'vector', name: vector, at };
  const x = object(settings.x) ?? { of: 'parameter', name: parameter };
  if (overTime === true) return text(y.name) && text(x.name) && `${y.name} against ${x.name}`;
  const [upright, across] = [quantity(y), quantity(x)];
  return upright && across && `${upright} against ${across}`;
}

/** "PORO", "FOPT at 2044-12-01", "FOPT at the last date" */
function quantity(settings: Settings): string | undefined {
  const { of, name, at } = settings;
  return of === 'vector' && text(name)
    ? `${name} at ${at === 'end' ? 'the last date' : at}`
    : text(name);
}

/** "FOPR, FWCT" */
function vectorNames({ vector, more }: Settings): string | undefined {
  return text([vector, ...list(more)].filter(text).join(', '));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function object(value: unknown): Settings | undefined {
  return typeof value === 'object' && value !== null ? (value as Settings) : undefined;
}
