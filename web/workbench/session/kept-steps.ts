import { type Parts, sameJson } from '../../kernel/index.ts';
import { isObject } from '../content/json.ts';
import { contentModel } from '../content/model.ts';
import type { SessionContent } from '../content/schema.ts';
import { CONTENT_SCHEMA_VERSION } from '../content/version.ts';
import type { History } from './history.ts';
import type { Place } from './workbench-session.ts';

/** Undo steps, and redo steps, that are kept across a reload. */
export const KEPT_STEPS_MAX = 50;

/** Undo and redo around a content. */
export interface Steps {
  readonly now: Place;
  readonly history: History<Place>;
}

/** A step, stored as the parts that differ from the neighbouring step; null for a missing part. */
interface KeptStep {
  readonly label: string;
  readonly parts: readonly (readonly [name: string, part: unknown])[];
}

interface Kept {
  readonly schemaVersion: number;
  /** Checksum of the current content. */
  readonly checksum: number;
  readonly past: readonly KeptStep[];
  readonly future: readonly KeptStep[];
}

/** The steps as text, to keep them across a reload; null if there are none. */
export function writeSteps({ now: { kept: now }, history }: Steps): string | null {
  const { past, future } = history;
  if (past.length + future.length === 0) return null;
  const text: Kept = {
    schemaVersion: CONTENT_SCHEMA_VERSION,
    checksum: checksum(now),
    past: differences(now, past),
    future: differences(now, future),
  };
  return JSON.stringify(text);
}

/** Reads the steps; null if another build wrote the text or it belongs to another content than `now`. */
export function readSteps(text: string, { kept: now }: Place): History<Place> | null {
  try {
    const { schemaVersion, checksum: of, past, future } = JSON.parse(text) as Kept;
    if (schemaVersion !== CONTENT_SCHEMA_VERSION || of !== checksum(now)) return null;
    return { past: contents(now, past), future: contents(now, future) };
  } catch {
    return null;
  }
}

type Step = History<Place>['past'][number];

function differences(now: SessionContent, steps: readonly Step[]): KeptStep[] {
  let after: Parts = contentModel.split(now);
  const kept = steps.slice(-KEPT_STEPS_MAX).toReversed();
  return kept.map(({ label, value }) => {
    const before: Parts = contentModel.split(value.kept);
    const names = [...new Set([...before.keys(), ...after.keys()])];
    const parts = names
      .filter((name) => !sameJson(before.get(name), after.get(name)))
      .map((name) => [name, before.get(name) ?? null] as const);
    after = before;
    return { label, parts };
  });
}

/** The inverse. Drops the first unreadable step and all steps beyond it. */
function contents(now: SessionContent, kept: readonly KeptStep[]): Step[] {
  const parts = new Map<string, unknown>(contentModel.split(now));
  const steps: Step[] = [];
  for (const step of kept) {
    for (const [name, part] of step.parts) {
      if (part === null) parts.delete(name);
      else parts.set(name, part);
    }
    const read = contentModel.read(contentModel.join(parts));
    if (!read.ok) break;
    const { content } = read;
    steps.unshift({ label: step.label, value: { kept: content, shown: content } });
  }
  return steps;
}

/** FNV-1a of the content's JSON, independent of field order. Detects another content; not cryptographic. */
function checksum(content: SessionContent): number {
  const text = JSON.stringify(content, (_, value: unknown) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  );
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
