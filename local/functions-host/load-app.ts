/**
 * Loads the production bundle the way the Functions worker does, and calls its functions through the
 * invocation model of `@azure/functions`, hooks included.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  type Binding,
  type Callback,
  type Log,
  provideCoreModule,
  type Registered,
  type Registry,
} from './core-module.ts';

export interface AppFunction {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
  /** The binding that starts the function, with its name. */
  readonly trigger: Binding & { readonly name: string };
  /**
   * Calls the function with the trigger's data in the worker protocol's form.
   * Rejects with what the function threw.
   */
  invoke(data: unknown, triggerMetadata: Record<string, unknown>): Promise<unknown>;
}

export interface App {
  readonly functions: readonly AppFunction[];
  /** Runs the bundle's `appTerminate` hooks. */
  terminate(): Promise<void>;
}

type HookContext = Record<string, unknown>;

/** Loads the bundle that `package.json` in `folder` names. Throws what the bundle throws on loading. */
export async function loadApp(folder: string, log: Log): Promise<App> {
  const registry = provideCoreModule(log);
  const require = createRequire(join(folder, 'package.json'));
  const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  require(`./${main}`);

  const appHookData = {};
  await runHooks(registry, 'appStart', { hookData: {}, appHookData });
  return {
    functions: registry.functions.map((entry) => {
      const { name, bindings } = entry.metadata;
      const trigger = findTrigger(bindings);
      return {
        name,
        bindings,
        trigger,
        invoke: (data, triggerMetadata) => {
          const request = { inputData: [{ name: trigger.name, data }], triggerMetadata };
          return invoke(registry, entry, request, appHookData, log);
        },
      };
    }),
    terminate: () => runHooks(registry, 'appTerminate', { hookData: {}, appHookData }),
  };
}

async function invoke(
  registry: Registry,
  { metadata, callback }: Registered,
  request: unknown,
  appHookData: object,
  log: Log,
): Promise<unknown> {
  const invocation = registry.getInvocationModel({
    invocationId: randomUUID(),
    metadata,
    request,
    log: (level: string, _category: string, message: string) => log(metadata.name, level, message),
  });
  const { context, inputs } = await invocation.getArguments();
  const shared = { hookData: {}, appHookData, invocationContext: context };
  const before = { ...shared, inputs, functionCallback: callback };
  await runHooks(registry, 'preInvocation', before);

  const after = {
    ...shared,
    inputs: before.inputs,
    ...(await outcome(invocation, context, before)),
  };
  await runHooks(registry, 'postInvocation', after);
  if (after.error) throw after.error;
  return (await invocation.getResponse(context, after.result)).returnValue;
}

async function outcome(
  invocation: ReturnType<Registry['getInvocationModel']>,
  context: unknown,
  { inputs, functionCallback }: { inputs: unknown[]; functionCallback: Callback },
): Promise<{ result: unknown; error: unknown }> {
  try {
    const result = await invocation.invokeFunction(context, inputs, functionCallback);
    return { result, error: null };
  } catch (error) {
    return { result: null, error };
  }
}

async function runHooks({ hooks }: Registry, name: string, context: HookContext): Promise<void> {
  for (const hook of hooks) if (hook.name === name) await hook.callback(context);
}

function findTrigger(bindings: Record<string, Binding>) {
  for (const [name, binding] of Object.entries(bindings)) {
    if (/trigger$/i.test(binding.type)) return { ...binding, name };
  }
  throw new Error('A function has no trigger.');
}
