/** The checkbox that selects a row, or all of them. */
export function SelectCell({
  label,
  checked,
  indeterminate = false,
  onToggle,
}: {
  label: string;
  checked: boolean;
  indeterminate?: boolean;
  onToggle(): void;
}) {
  return (
    <td class="management-select">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        indeterminate={indeterminate}
        onChange={onToggle}
      />
    </td>
  );
}
