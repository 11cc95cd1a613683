import type { PartsModel } from '../../web/kernel/content-model.ts';

/** A session as large as wanted: modules with settings, each a part. */
export interface Sized {
  readonly order: readonly string[];
  readonly modules: Readonly<Record<string, Module>>;
}
export interface Module {
  readonly id: string;
  readonly settings: readonly Setting[];
}
interface Setting {
  readonly name: string;
  readonly visible: boolean;
  readonly range: { readonly min: number; readonly max: number };
}

/** JSON of one setting, with its comma. */
const SETTING_BYTES = 75;
const MODULE_MAX_BYTES = 14_000;
const MODULES_MIN = 8;

/** @param bytes of its JSON, to within a few per cent. */
export function contentOf(bytes: number): Sized {
  const count = Math.max(MODULES_MIN, Math.ceil(bytes / MODULE_MAX_BYTES));
  const settings = Math.round(bytes / count / SETTING_BYTES);
  const modules = Array.from({ length: count }, (_, index) => moduleOf(`m${index}`, settings));
  return {
    order: modules.map(({ id }) => id),
    modules: Object.fromEntries(modules.map((module) => [module.id, module])),
  };
}

function moduleOf(id: string, settings: number): Module {
  return {
    id,
    settings: Array.from({ length: settings }, (_, index) => ({
      name: `setting ${index}`,
      visible: index % 2 === 0,
      range: { min: index, max: index * 1.5 },
    })),
  };
}

/** One setting of one module changes; everything else stays the same object. */
export function edited(content: Sized, edit: number): Sized {
  const id = content.order[edit % content.order.length] ?? '';
  const module = content.modules[id] ?? moduleOf(id, 1);
  const [first, ...rest] = module.settings;
  const changed = { ...first, name: `edit ${edit} ${'x'.repeat(edit % 7)}` } as Setting;
  return {
    ...content,
    modules: { ...content.modules, [id]: { ...module, settings: [changed, ...rest] } },
  };
}

export const sizedModel: PartsModel<Sized> = {
  schemaVersion: 1,
  migrate: (value) => value as Sized,
  split: ({ order, modules }) =>
    new Map<string, unknown>([['order', order], ...Object.entries(modules)]),
  join(parts) {
    const { order, ...modules } = Object.fromEntries(parts);
    return { order: order as readonly string[], modules: modules as Sized['modules'] };
  },
};
