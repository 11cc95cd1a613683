import { useSignal } from '@preact/signals';
import type { ModuleInstance } from '../../workbench/content/schema.ts';
import { activateDashboard } from '../../workbench/edits/dashboards.ts';
import { duplicateModule, moveModule } from '../../workbench/edits/modules.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { MODULE_LIMIT, useLimitedEdit } from '../app/limited-edit.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';

/** Asks for another dashboard, and moves or copies the module to it. */
export function MoveModuleDialog({
  module,
  title,
  workbench,
  onClose,
}: {
  module: ModuleInstance;
  title: string;
  workbench: Workbench;
  onClose(): void;
}) {
  const { id } = module;
  const edit = useLimitedEdit(workbench);
  const others = workbench.content.value.dashboards.filter(
    ({ modules }) => !modules.includes(module),
  );
  const chosen = useSignal(others[0]?.id ?? '');
  const to = chosen.value;
  const take = (how: 'Move' | 'Copy') => {
    edit(
      (content) =>
        activateDashboard(
          how === 'Move'
            ? moveModule(content, id, to)
            : duplicateModule(content, id, undefined, to),
          to,
        ),
      { label: `${how} module to another dashboard` },
      MODULE_LIMIT,
    );
    onClose();
  };
  return (
    <Dialog
      title={`Move or copy "${title}"`}
      onClose={onClose}
      onSubmit={() => take('Move')}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => take('Copy')}>Copy</Button>
          <Button variant="primary" type="submit">
            Move
          </Button>
        </>
      }
    >
      <Field label="To the dashboard">
        {(attributes) => (
          <select
            {...attributes}
            class="ui-input"
            value={to}
            autofocus
            onChange={(event) => {
              chosen.value = event.currentTarget.value;
            }}
          >
            {others.map((dashboard) => (
              <option key={dashboard.id} value={dashboard.id}>
                {dashboard.name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Dialog>
  );
}
