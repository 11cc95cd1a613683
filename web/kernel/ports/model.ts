import type { Problem } from './problem.ts';

/**
 * How an application's content falls into parts. Pure and deterministic, and all that the journal's
 * Worker needs of the application: keep validators out of it.
 */
export interface PartsModel<Content> {
  /** Version of the content's shape that this build writes. */
  readonly schemaVersion: number;
  /**
   * Turns parsed JSON of any known version into the current shape. Validates no more than it must;
   * throws where there is no hope. For content that `read` accepts, both give the same.
   */
  migrate(value: unknown): Content;
  /**
   * Part name to JSON value, in a new map each time. An object that did not change since the last call
   * comes back as the same object, so that a changed part is found by identity. No part is called `metadata` or `drafts`.
   */
  split(content: Content): Map<string, unknown>;
  /**
   * `join(split(c))` equals `c`. Takes any set of parts, since a merge may bring one that no other
   * part mentions (append it) or leave out one that is mentioned (skip it).
   */
  join(parts: ReadonlyMap<string, unknown>): Content;
  /** Hashes of the assets that a content names, each once. Absent: contents name none. */
  assets?(content: Content): readonly string[];
}

export type ReadResult<Content> =
  | { readonly ok: true; readonly content: Content }
  | {
      readonly ok: false;
      /** `newer`: written by a later build than this one. */
      readonly reason: 'invalid' | 'newer';
      /** What is wrong and where, one line each. */
      readonly issues: readonly string[];
    };

/** What is needed where work conflicts or is damaged: names that a person understands, and merges. */
export interface MergeModel {
  /** "Dashboard 'Overview'", "Note on 'Overview'", "Settings". `parts`: those around it. */
  label(name: string, part: unknown, parts: ReadonlyMap<string, unknown>): string;
  /**
   * Merges one part that both sides changed, where that can be done without asking (orders, lists);
   * undefined where a person must choose. Absent: a person always chooses.
   */
  mergePart?(name: string, base: unknown, mine: unknown, theirs: unknown): unknown | undefined;
}

/** What the page needs beside: a full check, and what is needed where work conflicts. */
export interface ContentModel<Content> extends PartsModel<Content> {
  /** Migrates and checks parsed JSON; never throws. */
  read(value: unknown): ReadResult<Content>;
  /** Asked for when a conflict or damaged work is looked at, so its code may be loaded then. */
  merging(): Promise<MergeModel>;
  /**
   * What can be read of parsed JSON that as a whole cannot, with what is left out by name; null where nothing can.
   * Absent: one bad part takes the rest.
   */
  rest?(
    value: unknown,
  ): Promise<{ readonly content: Content; readonly lost: readonly string[] } | null>;
}

/** A content, or why there is none. */
export type ReadContent<Content> =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly problem: Problem };

/** Content text as it comes from the server or the journal: parsed, migrated and checked. */
export function readContent<Content>(
  model: ContentModel<Content>,
  text: string,
): ReadContent<Content> {
  try {
    return readValue(model, JSON.parse(text));
  } catch (error) {
    return { ok: false, problem: { kind: 'invalid', issues: [String(error)] } };
  }
}

export function readValue<Content>(
  model: ContentModel<Content>,
  value: unknown,
): ReadContent<Content> {
  const read = model.read(value);
  if (read.ok) return read;
  return {
    ok: false,
    problem: read.reason === 'newer' ? { kind: 'newer' } : { kind: 'invalid', issues: read.issues },
  };
}
