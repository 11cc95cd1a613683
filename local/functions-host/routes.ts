/**
 * ASP.NET route templates, as HTTP functions write them: literals, `{id}`, `{id?}`, `{id=default}`,
 * `{*rest}` and inline constraints such as `{id:int}` or `{id:length(8,21)}`.
 * Not supported, and refused when a function registers one: a segment that mixes text and parameters.
 */

export interface Route {
  /** The path's parameters, or nothing if the path is another route's. */
  match(path: string): Record<string, string> | undefined;
  /** Routes are tried in the order of this: a literal before a parameter before a catch-all. */
  readonly precedence: string;
}

interface Segment {
  readonly name?: string;
  readonly literal?: string;
  readonly isCatchAll?: boolean;
  readonly isOptional?: boolean;
  readonly fallback?: string | undefined;
  readonly accepts?: (value: string) => boolean;
}

const PARAMETER = /^\{(\*{0,2})(\w+)((?::[^{}:]+)*?)(?:=([^?}]*))?(\?)?\}$/;

const constraints: Record<string, (argument: string) => (value: string) => boolean> = {
  int: () => (value) => /^[+-]?\d{1,10}$/.test(value),
  long: () => (value) => /^[+-]?\d{1,19}$/.test(value),
  bool: () => (value) => /^(true|false)$/i.test(value),
  guid: () => (value) => /^\{?[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12}\}?$/i.test(value),
  alpha: () => (value) => /^[a-z]*$/i.test(value),
  min: (argument) => (value) => Number(value) >= Number(argument),
  max: (argument) => (value) => Number(value) <= Number(argument),
  minlength: (argument) => (value) => value.length >= Number(argument),
  maxlength: (argument) => (value) => value.length <= Number(argument),
  length: (argument) => (value) => {
    const [least = 0, most = least] = argument.split(',').map(Number);
    return value.length >= least && value.length <= most;
  },
  regex: (argument) => (value) => new RegExp(argument, 'i').test(value),
};

/** Reads a template. Throws on one it cannot follow, since the real host would refuse or read it otherwise. */
export function parseRoute(template: string): Route {
  const segments = template.split('/').filter(Boolean).map(parseSegment);
  return {
    match: (path) => matchSegments(segments, path),
    precedence: segments.map(rank).join(''),
  };
}

function parseSegment(text: string): Segment {
  if (!/[{}]/.test(text)) return { literal: text.toLowerCase() };
  const [whole, stars, name = '', checks = '', fallback, optional] = PARAMETER.exec(text) ?? [];
  if (!whole) throw new Error(`The route segment "${text}" is not supported.`);
  const tests = checks.split(':').filter(Boolean).map(parseConstraint);
  return {
    name,
    isCatchAll: stars !== '',
    isOptional: optional === '?' || fallback !== undefined || stars !== '',
    fallback,
    accepts: (value) => tests.every((test) => test(value)),
  };
}

function parseConstraint(text: string): (value: string) => boolean {
  const [, name = '', argument = ''] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const make = constraints[name];
  if (!make) throw new Error(`The route constraint "${text}" is not supported.`);
  return make(argument);
}

function rank({ literal, isCatchAll }: Segment): string {
  if (literal !== undefined) return '1';
  return isCatchAll ? '3' : '2';
}

function matchSegments(segments: readonly Segment[], path: string) {
  const parts = path.replace(/^\/|\/$/g, '').split('/');
  const params: Record<string, string> = {};
  let position = 0;
  for (const { literal, name = '', isCatchAll, isOptional, fallback, accepts } of segments) {
    const raw = isCatchAll ? parts.slice(position).join('/') : parts[position];
    position = isCatchAll ? parts.length : position + 1;
    const value = raw === undefined ? raw : decode(raw);
    if (literal !== undefined) {
      if (value?.toLowerCase() !== literal) return undefined;
    } else if (value) {
      if (!accepts?.(value)) return undefined;
      params[name] = value;
    } else if (!isOptional) {
      return undefined;
    } else if (fallback !== undefined) {
      params[name] = fallback;
    }
  }
  return position >= parts.length ? params : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
