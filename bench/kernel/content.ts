import { EMPTY_CONTENT } from '../../web/workbench/content/empty.ts';
import type {
  Dashboard,
  ModuleInstance,
  SessionContent,
} from '../../web/workbench/content/schema.ts';

/** JSON of one setting, including its comma. */
const SETTING_BYTES = 75;
const MODULE_MAX_BYTES = 14_000;
const MODULES_MIN = 8;
const MODULES_PER_DASHBOARD = 15;

interface Setting {
  readonly name: string;
}

/**
 * Makes a session of a given size: dashboards of modules with large settings.
 * @param bytes size of its JSON, within a few per cent.
 */
export function contentOf(bytes: number): SessionContent {
  const count = Math.max(MODULES_MIN, Math.ceil(bytes / MODULE_MAX_BYTES));
  const settings = Math.round(bytes / count / SETTING_BYTES);
  const modules = Array.from({ length: count }, (_, index) => moduleOf(`m${index}`, settings));
  const dashboards: Dashboard[] = [];
  for (let first = 0; first < count; first += MODULES_PER_DASHBOARD) {
    const id = `d${dashboards.length}`;
    const own = modules.slice(first, first + MODULES_PER_DASHBOARD);
    dashboards.push({ id, name: `Dashboard ${id}`, modules: own });
  }
  return { ...EMPTY_CONTENT, activeDashboardId: 'd0', dashboards };
}

function moduleOf(id: string, count: number): ModuleInstance {
  const settings = Array.from({ length: count }, (_, index) => ({
    name: `setting ${index}`,
    visible: index % 2 === 0,
    range: { min: index, max: index * 1.5 },
  }));
  return { id, type: 'note', settings: { settings }, layout: { x: 0, y: 0, w: 4, h: 4 } };
}

/** Changes one setting of one module; everything else stays the same object. */
export function edited(content: SessionContent, edit: number): SessionContent {
  const at = edit % content.dashboards.length;
  const dashboards = content.dashboards.map((dashboard, index) =>
    index === at ? { ...dashboard, modules: firstEdited(dashboard.modules, edit) } : dashboard,
  );
  return { ...content, dashboards };
}

function firstEdited(modules: readonly ModuleInstance[], edit: number): readonly ModuleInstance[] {
  return modules.map((module, index) => {
    if (index > 0) return module;
    const [first, ...rest] = module.settings.settings as readonly Setting[];
    const changed = { ...first, name: `edit ${edit} ${'x'.repeat(edit % 7)}` };
    return { ...module, settings: { settings: [changed, ...rest] } };
  });
}
