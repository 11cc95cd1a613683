/**
 * Loads the production bundle the way the Functions worker does: the module `@azure/functions-core` is
 * put in the way of `require`, the bundle registers its functions with it, and each call goes through
 * the invocation model of `@azure/functions`, hooks included.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';

export interface Binding {
  readonly type: string;
  readonly direction: 'in' | 'out';
  readonly [option: string]: unknown;
}

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

type Callback = (...args: unknown[]) => unknown;
type HookContext = Record<string, unknown>;

interface Metadata {
  readonly name: string;
  readonly bindings: Record<string, Binding>;
}

interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: Callback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ returnValue?: unknown }>;
}

interface ProgrammingModel {
  getInvocationModel(context: unknown): InvocationModel;
}

/** Writes one line: what a function logged, or the host about it. */
export type Log = (functionName: string, level: string, message: string) => void;

/** Loads the bundle that `package.json` in `folder` names. Throws what the bundle throws on loading. */
export async function loadApp(folder: string, log: Log): Promise<App> {
  const registered: { metadata: Metadata; callback: Callback }[] = [];
  const hooks: { name: string; callback: Callback }[] = [];
  const appHookData = {};
  let model: ProgrammingModel | undefined;

  const runHooks = async (name: string, context: HookContext) => {
    for (const hook of hooks) if (hook.name === name) await hook.callback(context);
  };
  provideCoreModule({
    version: '4.0.0-local',
    hostVersion: '4.1000.0',
    Disposable: class {
      dispose() {}
    },
    log: (level: string, _category: string, message: string) => log('host', level, message),
    setProgrammingModel: (value: ProgrammingModel) => {
      model = value;
    },
    getProgrammingModel: () => model,
    registerHook: (name: string, callback: Callback) => {
      hooks.push({ name, callback });
      return { dispose() {} };
    },
    registerFunction: (metadata: Metadata, callback: Callback) => {
      registered.push({ metadata, callback });
      return { dispose() {} };
    },
  });

  const require = createRequire(join(folder, 'package.json'));
  const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  require(`./${main}`);
  await runHooks('appStart', { hookData: {}, appHookData });

  const invoke = async (entry: (typeof registered)[number], request: unknown) => {
    if (!model) throw new Error('The bundle has set no programming model.');
    const { metadata } = entry;
    const invocation = model.getInvocationModel({
      invocationId: randomUUID(),
      metadata,
      request,
      log: (level: string, _category: string, message: string) =>
        log(metadata.name, level, message),
    });
    const { context, inputs } = await invocation.getArguments();
    const shared = { hookData: {}, appHookData, invocationContext: context };
    const before: HookContext = { ...shared, inputs, functionCallback: entry.callback };
    await runHooks('preInvocation', before);

    const after: HookContext = { ...shared, inputs: before.inputs, result: null, error: null };
    try {
      after.result = await invocation.invokeFunction(
        context,
        before.inputs as unknown[],
        before.functionCallback as Callback,
      );
    } catch (error) {
      after.error = error;
    }
    await runHooks('postInvocation', after);
    if (after.error) throw after.error;
    return (await invocation.getResponse(context, after.result)).returnValue;
  };

  return {
    functions: registered.map((entry) => {
      const { name, bindings } = entry.metadata;
      const trigger = findTrigger(bindings);
      return {
        name,
        bindings,
        trigger,
        invoke: (data, triggerMetadata) =>
          invoke(entry, { inputData: [{ name: trigger.name, data }], triggerMetadata }),
      };
    }),
    terminate: () => runHooks('appTerminate', { hookData: {}, appHookData }),
  };
}

function findTrigger(bindings: Record<string, Binding>) {
  for (const [name, binding] of Object.entries(bindings)) {
    if (/trigger$/i.test(binding.type)) return { ...binding, name };
  }
  throw new Error('A function has no trigger.');
}

function provideCoreModule(core: unknown) {
  const prototype = Module.prototype as unknown as { require: Callback };
  const original = prototype.require;
  prototype.require = function (this: unknown, id) {
    return id === '@azure/functions-core' ? core : original.call(this, id);
  };
}
