import type { ImportPreview } from '../../../workbench/ensembles/import/outcome.ts';

/** The first lines of a file as they were understood. */
export function FilePreview({ preview: { file, header, rows } }: { preview: ImportPreview }) {
  return (
    <figure class="import-file">
      <figcaption class="small">First lines of {file}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="import-scroll" tabIndex={0} aria-label={`First lines of ${file}`}>
        <table class="import-table numeric">
          <thead>
            <tr>
              {header.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join()}>
                {row.map((cell, i) => (
                  <td key={header[i] ?? i}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
