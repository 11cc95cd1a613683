/**
 * Preloaded into Azurite's process. Replaces the telemetry library, which is disabled anyway, with an empty module:
 * loading it would take more than half of the start time.
 */
import Module, { createRequire } from 'node:module';

const requireFromAzurite = createRequire(
  createRequire(import.meta.url).resolve('azurite/package.json'),
);
const path = requireFromAzurite.resolve('applicationinsights');
requireFromAzurite.cache[path] = Object.assign(new Module(path), { exports: {}, loaded: true });
