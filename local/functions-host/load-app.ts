/**
 * Loads the production bundle like the Functions worker and calls its functions through the invocation
 * model of `@azure/functions`.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  type Binding,
  type Log,
  provideCoreModule,
  type Registered,
  type Registry,
} from './core-module.ts';

export interface AppFunction {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
  /** The binding that triggers the function, with its name. */
  readonly trigger: Binding & { readonly name: string };
  /**
   * Calls the function with the trigger's data in the format of the worker protocol.
   * Rejects with the function's error.
   */
  invoke(data: unknown, triggerMetadata: Record<string, unknown>): Promise<unknown>;
}

/**
 * Loads the bundle named in `package.json` of `folder` and returns the functions it registers.
 * Throws the bundle's error if loading fails.
 */
export function loadApp(folder: string, log: Log): readonly AppFunction[] {
  const registry = provideCoreModule(log);
  const require = createRequire(join(folder, 'package.json'));
  const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  require(`./${main}`);

  return registry.functions.map((entry) => {
    const { name, bindings } = entry.metadata;
    const trigger = findTrigger(bindings);
    return {
      name,
      bindings,
      trigger,
      invoke: (data, triggerMetadata) => {
        const request = { inputData: [{ name: trigger.name, data }], triggerMetadata };
        return invoke(registry, entry, request, log);
      },
    };
  });
}

async function invoke(
  registry: Registry,
  { metadata, callback }: Registered,
  request: unknown,
  log: Log,
): Promise<unknown> {
  const invocation = registry.getInvocationModel({
    invocationId: randomUUID(),
    metadata,
    request,
    log: (level: string, _category: string, message: string) => log(metadata.name, level, message),
  });
  const { context, inputs } = await invocation.getArguments();
  const result = await invocation.invokeFunction(context, inputs, callback);
  return (await invocation.getResponse(context, result)).returnValue;
}

function findTrigger(bindings: Record<string, Binding>) {
  for (const [name, binding] of Object.entries(bindings)) {
    if (/trigger$/i.test(binding.type)) return { ...binding, name };
  }
  throw new Error('A function has no trigger.');
}
