import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser().setLanguage(
  await Language.load(
    createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'),
  ),
);

/** What can be read from a Bicep file without its compiler. Line numbers in `problems` start at 1. */
export interface BicepFile {
  readonly text: string;
  readonly problems: readonly string[];
  readonly params: readonly { name: string; required: boolean }[];
  readonly outputs: readonly string[];
  readonly modules: readonly { name: string; path: string; given: readonly string[] }[];
  readonly resources: readonly { type: string; properties: Readonly<Record<string, string>> }[];
  readonly jsonPaths: readonly string[];
  /** Names that are used but not declared in the file. */
  readonly unknownNames: readonly string[];
}

/**
 * Parses a `.bicep` or `.bicepparam` file. The grammar does not support `param name = value` in parameter
 * files, so these lines are parsed as `var name = value` and returned as `params`.
 */
export function readBicep(path: string): BicepFile {
  const text = readFileSync(path, 'utf8');
  const isParameterFile = path.endsWith('.bicepparam');
  const source = isParameterFile ? text.replaceAll(/^param /gm, 'var ') : text;
  const root = parser.parse(source)?.rootNode;
  if (!root) throw new Error(`${path} could not be read.`);

  const of = (type: string) => root.descendantsOfType(type).filter((node) => node !== null);
  return {
    text,
    problems: [...root.descendantsOfType('ERROR'), ...missing(root)].map(
      (node) => `${path}:${(node?.startPosition.row ?? 0) + 1}: ${node?.text.slice(0, 60)}`,
    ),
    params: of(isParameterFile ? 'variable_declaration' : 'parameter_declaration').map((node) => ({
      name: nameOf(node),
      required: !/ = /.test(node.text),
    })),
    outputs: of('output_declaration').map(nameOf),
    modules: of('module_declaration').map((node) => ({
      name: nameOf(node),
      path: textOf(node.namedChild(1)),
      given: Object.keys(pairs(pairs(bodyOf(node)).params)),
    })),
    resources: of('resource_declaration').map((node) => ({
      type: textOf(node.namedChild(1)),
      properties: texts(pairs(pairs(bodyOf(node)).properties)),
    })),
    jsonPaths: [...source.matchAll(/loadJsonContent\('([^']+)'/g)].map(([, found = '']) => found),
    unknownNames: unknownNames(of('identifier')),
  };
}

function unknownNames(identifiers: readonly Node[]): string[] {
  const isDeclaration = (node: Node) =>
    /_declaration$|^for_statement$/.test(node.parent?.type ?? '') && isFirst(node);
  const declared = new Set(identifiers.filter(isDeclaration).map(({ text }) => text));
  return identifiers
    .filter((node) => !isDeclaration(node) && !isKey(node) && !isFunction(node))
    .map(({ text }) => text)
    .filter((name) => !declared.has(name));
}

function isKey(node: Node): boolean {
  return node.parent?.type === 'object_property' && isFirst(node);
}

function isFunction(node: Node): boolean {
  return node.parent?.type === 'call_expression' && isFirst(node);
}

function isFirst(node: Node): boolean {
  return node.parent?.namedChild(0)?.id === node.id;
}

function missing(node: Node): Node[] {
  if (node.isMissing) return [node];
  return node.children.flatMap((child) => (child ? missing(child) : []));
}

function nameOf(declaration: Node): string {
  return declaration.namedChild(0)?.text ?? '';
}

function bodyOf(declaration: Node): Node | null {
  const body = declaration.namedChild(declaration.namedChildCount - 1);
  return body?.type === 'object' || !body ? body : bodyOf(body);
}

function pairs(object: Node | null | undefined): Record<string, Node | null> {
  const found = object?.namedChildren.filter((node) => node?.type === 'object_property') ?? [];
  return Object.fromEntries(
    found.map((node) => [textOf(node?.namedChild(0)), node?.namedChild(1) ?? null]),
  );
}

function texts(nodes: Record<string, Node | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, textOf(node)]));
}

function textOf(node: Node | null | undefined): string {
  return (node?.text ?? '').replaceAll(/^'|'$/g, '');
}
