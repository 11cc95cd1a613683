/**
 * A replacement for `@azure/functions-core`, which the real worker provides to `@azure/functions` and which is not on
 * npm. It only records what the bundle registers. Hooks are not emulated, so registering one is an error.
 */
import Module from 'node:module';

export type Callback = (...args: unknown[]) => unknown;

/** Writes one line, logged by a function or by the host about it. */
export type Log = (functionName: string, level: string, message: string) => void;

export interface Binding {
  readonly type: string;
  readonly direction: 'in' | 'out';
  readonly [option: string]: unknown;
}

export interface Registered {
  readonly metadata: { readonly name: string; readonly bindings: Record<string, Binding> };
  readonly callback: Callback;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: Callback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ returnValue?: unknown }>;
}

export interface Registry {
  readonly functions: readonly Registered[];
  /** The model of one invocation. Throws if the bundle has set no programming model. */
  getInvocationModel(context: unknown): InvocationModel;
}

/** Makes `require('@azure/functions-core')` return a module that fills the returned registry. */
export function provideCoreModule(log: Log): Registry {
  const functions: Registered[] = [];
  let model: Pick<Registry, 'getInvocationModel'> | undefined;

  const core = {
    version: '4.0.0-local',
    hostVersion: '4.1000.0',
    Disposable: class {
      dispose() {}
    },
    log: (level: string, _category: string, message: string) => log('host', level, message),
    setProgrammingModel: (value: typeof model) => {
      model = value;
    },
    getProgrammingModel: () => model,
    registerHook: (name: string) => {
      throw new Error(`The local host does not support hooks, so "${name}" is refused.`);
    },
    registerFunction: (metadata: Registered['metadata'], callback: Callback) => {
      functions.push({ metadata, callback });
      return { dispose() {} };
    },
  };
  const prototype = Module.prototype as unknown as { require: Callback };
  const original = prototype.require;
  prototype.require = function (this: unknown, id) {
    return id === '@azure/functions-core' ? core : original.call(this, id);
  };

  return {
    functions,
    getInvocationModel(context) {
      if (!model) throw new Error('The bundle has set no programming model.');
      return model.getInvocationModel(context);
    },
  };
}
