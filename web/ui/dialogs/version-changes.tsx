import type { PartChange } from '../../workbench/differences/content-differences.ts';

const words = { added: 'added', removed: 'removed', changed: 'changed' } as const;

/** Fields of one part that are shown. */
const FIELDS_MAX = 8;

/** What one version changed, part by part, with what stood there before and after. */
export function VersionChanges({
  changes,
  earlier,
  later,
}: {
  changes: readonly PartChange[];
  earlier: number;
  later: number;
}) {
  if (changes.length === 0) {
    return <p class="muted">It says the same as version {earlier}.</p>;
  }
  return (
    <table class="dialog-table history-changes">
      <thead>
        <tr>
          <th scope="col">What changed</th>
          <th scope="col">Version {earlier}</th>
          <th scope="col">Version {later}</th>
        </tr>
      </thead>
      {changes.map(({ name, label, change, fields }) => (
        <tbody key={name}>
          <tr>
            <th scope="row">{label}</th>
            <td colSpan={2}>{words[change]}</td>
          </tr>
          {change === 'changed' &&
            fields.slice(0, FIELDS_MAX).map(({ path, field, mine, theirs }) => (
              <tr key={path.join('/')}>
                <th scope="row" class="history-field">
                  {field}
                </th>
                <td>{mine}</td>
                <td>{theirs}</td>
              </tr>
            ))}
          {change === 'changed' && fields.length > FIELDS_MAX && (
            <tr>
              <td class="muted small" colSpan={3}>
                and {fields.length - FIELDS_MAX} more
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}
