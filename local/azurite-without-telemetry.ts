/**
 * Loaded into Azurite's process before its own code: the library of its telemetry, which is off, becomes an empty
 * module. To load it would take more than half of the start.
 */
import Module, { createRequire } from 'node:module';

const requireFromAzurite = createRequire(
  createRequire(import.meta.url).resolve('azurite/package.json'),
);
const path = requireFromAzurite.resolve('applicationinsights');
requireFromAzurite.cache[path] = Object.assign(new Module(path), { exports: {}, loaded: true });
