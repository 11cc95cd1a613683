import type { OpenedFile } from '../files/open-files.ts';

export interface SummaryPair {
  readonly header?: OpenedFile;
  readonly data?: OpenedFile;
}

/**
 * Pairs each .SMSPEC with the .UNSMRY of the same name in the same folder. If the browser does not reveal folders,
 * files of the same name are paired in their order.
 */
export function pairSummaries(files: readonly OpenedFile[]): SummaryPair[] {
  const groups = Map.groupBy(files, ({ name }) => name.replace(/\.[^./]*$/, '').toLowerCase());
  return [...groups.values()].flatMap((group) => {
    const headers = group.filter(({ kind }) => kind === 'summary header');
    const data = group.filter(({ kind }) => kind === 'summary data');
    return Array.from({ length: Math.max(headers.length, data.length) }, (_, i) => ({
      ...(headers[i] ? { header: headers[i] } : {}),
      ...(data[i] ? { data: data[i] } : {}),
    }));
  });
}
