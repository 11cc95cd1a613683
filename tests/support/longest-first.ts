import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Projects that run side by side, those with the longest files first: what comes last should be short. */
const ORDER = ['process', 'faults', 'api', 'browser'];

/**
 * The runner's own order, but the projects of a group one after the other in `ORDER`. (They must not be mixed: a worker
 * is kept, with its browser, only from one file of a project to the next.)
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort(
      ({ project: a }, { project: b }) =>
        a.config.sequence.groupOrder - b.config.sequence.groupOrder ||
        ORDER.indexOf(a.name) - ORDER.indexOf(b.name),
    );
  }
}
