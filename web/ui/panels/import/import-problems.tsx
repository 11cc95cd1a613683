import type { ImportProblem } from '../../../workbench/ensembles/import/outcome.ts';

export interface ImportProblemsProps {
  problems: readonly ImportProblem[];
  more: boolean;
}

/** What is wrong, line by line. */
export function ImportProblems({ problems, more }: ImportProblemsProps) {
  return (
    <>
      <div class="import-scroll">
        <table class="import-table">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Line</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ file, line, message }) => (
              <tr key={`${file}:${line}:${message}`}>
                <td>{file}</td>
                <td class="numeric">{line ?? ''}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && <p class="muted">Reading stopped here, so there may be more.</p>}
    </>
  );
}
