import { type ContainerNode, h, options, render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Shown, ShownEnsemble } from './shown-ensembles.ts';
import { WhenShown } from './when-shown.tsx';

/** The ensembles of each picture that was rendered. */
let pictures: string[][] = [];
let timers: (() => void)[] = [];
/** Renderings and effects that Preact has deferred. */
let pending: (() => void)[] = [];

const ensemble = (name: string) => ({ name, rows: new Int32Array(1) }) as ShownEnsemble;

function show(room: ContainerNode, names: readonly string[], loading: readonly string[]): void {
  const shown: Shown = { ensembles: names.map(ensemble), available: 2, loading, failed: [] };
  const Picture = () => {
    pictures.push(shown.ensembles.map(({ name }) => name));
    return null;
  };
  render(h(WhenShown, { shown, missing: null, children: h(Picture, {}) }), room);
  for (let run = pending.shift(); run; run = pending.shift()) run();
}

/** As much of an element as Preact needs. */
const element = (localName = 'div') => ({
  ...{ localName, nodeType: 1, childNodes: [], style: {}, firstChild: null, parentNode: null },
  ...{ insertBefore() {}, remove() {}, setAttribute() {}, contains: () => true },
});

beforeEach(() => {
  pictures = [];
  timers = [];
  pending = [];
  vi.stubGlobal('document', {
    createElementNS: (_: string, name: string) => element(name),
    createTextNode: () => element(),
  });
  vi.stubGlobal('setTimeout', (run: () => void) => timers.push(run));
  vi.stubGlobal('clearTimeout', () => {});
  options.debounceRendering = (run) => pending.push(run);
  options.requestAnimationFrame = (run) => pending.push(run);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('renders the first picture once, when all ensembles are loaded', () => {
  const room = element() as unknown as ContainerNode;
  show(room, [], ['A', 'B']);
  show(room, ['A'], ['B']);
  show(room, ['A', 'B'], []);
  expect(pictures).toEqual([['A', 'B']]);
});

it('renders the ensembles that are loaded if another takes long, and keeps them while one is added', () => {
  const room = element() as unknown as ContainerNode;
  show(room, ['A'], ['B']);
  for (const run of timers) run();
  for (let run = pending.shift(); run; run = pending.shift()) run();
  expect(pictures).toEqual([['A']]);

  const other = element() as unknown as ContainerNode;
  show(other, ['A'], []);
  show(other, ['A'], ['B']);
  expect(pictures.slice(1)).toEqual([['A'], ['A']]);
});
