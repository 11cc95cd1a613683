import type { ImportProblem } from '../../../workbench/ensembles/import/problems.ts';

/** What is wrong, each kind once with the line where it comes first. */
export function ImportProblems({ problems }: { problems: readonly ImportProblem[] }) {
  return (
    <div class="import-scroll">
      <table class="import-table import-problems">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Line</th>
            <th scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ file, line, message, more }) => (
            <tr key={`${file}:${line}:${message}`}>
              <td>{file}</td>
              <td class="numeric">{line ?? ''}</td>
              <td>
                {message}
                {more > 0 && <span class="muted"> And {more} more like it.</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
