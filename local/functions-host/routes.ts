/**
 * The route templates of HTTP functions, as far as this product uses them: literals and `{name}`.
 * All else that ASP.NET knows (`{id?}`, `{id=default}`, `{*rest}`, constraints such as `{id:int}`, text
 * beside a parameter) is refused when a function registers it, so that nothing is read otherwise than deployed.
 */

export interface Route {
  /** The path's parameters, or nothing if the path is another route's. */
  match(path: string): Record<string, string> | undefined;
  /** Routes are tried in the order of this: a literal before a parameter. */
  readonly precedence: string;
}

type Segment = { readonly literal: string } | { readonly name: string };

/** Reads a template. Throws on one it cannot follow. */
export function parseRoute(template: string): Route {
  const segments = template.split('/').filter(Boolean).map(parseSegment);
  return {
    match: (path) => matchSegments(segments, path),
    precedence: segments.map((segment) => ('literal' in segment ? '1' : '2')).join(''),
  };
}

function parseSegment(text: string): Segment {
  if (!/[{}]/.test(text)) return { literal: text.toLowerCase() };
  const [, name] = /^\{(\w+)\}$/.exec(text) ?? [];
  if (!name) throw new Error(`The local host does not know the route segment "${text}".`);
  return { name };
}

function matchSegments(segments: readonly Segment[], path: string) {
  const parts = path.replace(/^\/|\/$/g, '').split('/');
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = decodeURIComponent(parts[index] ?? '');
    if ('name' in segment) {
      if (value === '') return undefined;
      params[segment.name] = value;
    } else if (value.toLowerCase() !== segment.literal) {
      return undefined;
    }
  }
  return params;
}
