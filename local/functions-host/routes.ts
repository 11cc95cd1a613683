/**
 * The route templates that this product uses: literals and `{name}`. Everything else in ASP.NET routes (`{id?}`,
 * `{id=default}`, `{*rest}`, constraints such as `{id:int}`, text beside a parameter) is refused at registration, so
 * that no route behaves differently when deployed.
 */

export interface Route {
  /** The path's parameters, or undefined if it does not match. */
  match(path: string): Record<string, string> | undefined;
  /** Sort key: literals before parameters. */
  readonly precedence: string;
}

type Segment = { readonly literal: string } | { readonly name: string };

/** Throws if the template is not supported. */
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
  if (!name) throw new Error(`The local host does not support the route segment "${text}".`);
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
