import { useMemo } from 'preact/hooks';
import type { ModuleInstance, SessionContent } from '../../workbench/content/schema.ts';
import { changeModuleSettings } from '../../workbench/edits/modules.ts';
import { readSettings } from '../../workbench/modules/module-definition.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { Button } from '../components/button.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { moduleOfType } from '../modules/catalogue.ts';

interface ModuleBodyProps {
  module: ModuleInstance;
  workbench: Workbench;
}

/** A module's view, or a card that says why there is none. It never takes the dashboard down. */
export function ModuleBody({ module, workbench }: ModuleBodyProps) {
  const known = moduleOfType(module.type);
  if (!known) return <Unknown type={module.type} />;
  const { name } = known.module;
  return (
    <ErrorBoundary
      resetKey={module.settings}
      fallback={(error, retry) => (
        <div class="card-problem" role="alert">
          <p>
            {name} stopped: {error.message || 'an error without a message'}.
          </p>
          <p class="muted">Its settings are kept and the rest of the session is not affected.</p>
          <Button icon="refresh" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    >
      <Known {...known} instance={module} workbench={workbench} />
    </ErrorBoundary>
  );
}

type KnownProps = NonNullable<ReturnType<typeof moduleOfType>> & {
  instance: ModuleInstance;
  workbench: Workbench;
};

function Known({ module, View, instance, workbench }: KnownProps) {
  const { id } = instance;
  // The same settings stay the same object, so that a view sees what has not changed.
  const { settings, problem } = useMemo(
    () => readSettings(module, instance, workbench.content.peek()),
    [module, instance.settings],
  );
  const readOnly = workbench.readOnly.value;
  const change = (changes: object) => {
    // Settings that do not fit are replaced as a whole, by the defaults that are on screen.
    const complete = problem ? { ...settings, ...changes } : changes;
    const edit = (content: SessionContent) =>
      changeModuleSettings(content, id, complete as Record<string, unknown>);
    if (readOnly) return workbench.look(edit);
    const label = `Change ${module.name.toLowerCase()}`;
    workbench.edit(edit, { label, coalesce: `${id}:${Object.keys(changes).join()}` });
  };
  return (
    <>
      {problem && <p class="card-warning">{problem}</p>}
      <View id={id} settings={settings} change={change} readOnly={readOnly} workbench={workbench} />
    </>
  );
}

function Unknown({ type }: { type: string }) {
  return (
    <div class="card-problem">
      <p>This version of Holdfast has no module "{type}".</p>
      <p class="muted">It keeps its place and its settings, and works again where it is known.</p>
    </div>
  );
}
