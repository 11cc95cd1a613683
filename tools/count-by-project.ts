/** A Vitest reporter for `npm test`: writes each project's counts to the file named by COUNTS. */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export interface ProjectCounts {
  passed: number;
  failed: number;
  /** From the start of its first file to the end of its last; projects can overlap. */
  seconds: number;
}

export type CountsByProject = Record<string, ProjectCounts>;

export default class CountByProject implements Reporter {
  readonly #startedMs = new Map<string, number>();
  readonly #endedMs = new Map<string, number>();

  onTestModuleStart({ project }: TestModule): void {
    if (!this.#startedMs.has(project.name)) this.#startedMs.set(project.name, Date.now());
  }

  onTestModuleEnd({ project }: TestModule): void {
    this.#endedMs.set(project.name, Date.now());
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts: CountsByProject = {};
    for (const module of modules) {
      const { name } = module.project;
      const ms = (this.#endedMs.get(name) ?? 0) - (this.#startedMs.get(name) ?? 0);
      counts[name] ??= { passed: 0, failed: 0, seconds: ms / 1000 };
      const { passed, failed } = countTests(module);
      counts[name].passed += passed;
      counts[name].failed += failed;
    }
    writeFileSync(process.env.COUNTS ?? '', JSON.stringify(counts));
  }
}

/** A file that failed without a failed test, for example because it could not be loaded, counts as one failure. */
function countTests(module: TestModule): { passed: number; failed: number } {
  const passed = [...module.children.allTests('passed')].length;
  const failed = [...module.children.allTests('failed')].length;
  return { passed, failed: failed === 0 && !module.ok() ? 1 : failed };
}
