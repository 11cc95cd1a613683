import { type OperationName, operations } from '../../contract/operations.ts';

/** `routePrefix` in host.json. */
const ROUTE_PREFIX = '/api/';

/** Path of an operation with its parameters filled in, for the Location header. */
export function locationOf(name: OperationName, params: Readonly<Record<string, string>>): string {
  const path = operations[name].path.replace(/\{(\w+)\}/g, (_, param) => params[param] ?? '');
  return ROUTE_PREFIX + path;
}
