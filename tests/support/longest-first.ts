import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Projects that run in parallel, those with the longest files first, so that the last files are short. */
const ORDER = ['process', 'faults', 'api', 'browser'];

/**
 * The runner's own order, but with the projects of a group one after another as in `ORDER`. (They must not be mixed: a
 * worker and its browser are reused only between files of the same project.)
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
