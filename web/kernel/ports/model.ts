import type { Problem } from './problem.ts';

/**
 * Splits an application's content into parts. Pure and deterministic. The journal's Worker loads it, so it
 * should not import validators.
 */
export interface PartsModel<Content> {
  /** The schema version that this build writes. */
  readonly schemaVersion: number;
  /**
   * Converts parsed JSON of any known version to the current schema. Throws if that is not possible, but need
   * not validate. For content that `read` accepts, both return the same.
   */
  migrate(value: unknown): Content;
  /**
   * Returns JSON values by part name, in a new map each time. A part that has not changed since the last call is
   * the same object, so that changed parts are found by identity. `metadata` and `drafts` are reserved names.
   */
  split(content: Content): Map<string, unknown>;
  /**
   * `join(split(c))` equals `c`. Accepts any set of parts: after a merge there may be a part that no other
   * part refers to (append it), or a reference to a part that is not there (skip it).
   */
  join(parts: ReadonlyMap<string, unknown>): Content;
  /** The hashes of all assets that a content names, without duplicates. Absent: contents name no assets. */
  assets?(content: Content): readonly string[];
}

export type ReadResult<Content> =
  | { readonly ok: true; readonly content: Content }
  | {
      readonly ok: false;
      /** `newer`: written by a newer build. */
      readonly reason: 'invalid' | 'newer';
      /** One line for each problem: what is wrong, and where. */
      readonly issues: readonly string[];
    };

/** For conflicts and damaged work: names of parts for the person, and merges. */
export interface MergeModel {
  /** For example "Dashboard 'Overview'" or "Settings". `parts`: all parts of the content. */
  label(name: string, part: unknown, parts: ReadonlyMap<string, unknown>): string;
  /**
   * Merges one part that both sides changed, if no question is needed (for example lists); else returns
   * undefined, and the person chooses. Absent: the person always chooses.
   */
  mergePart?(name: string, base: unknown, mine: unknown, theirs: unknown): unknown | undefined;
}

/** What the page needs in addition: full validation, and merging. */
export interface ContentModel<Content> extends PartsModel<Content> {
  /** Migrates and validates parsed JSON; never throws. */
  read(value: unknown): ReadResult<Content>;
  /** Called when a conflict or damaged work is shown, so its code can be loaded then. */
  merging(): Promise<MergeModel>;
  /**
   * Reads the valid parts of JSON that is not valid as a whole, and names the others; null if no part is valid.
   * Absent: one invalid part makes the whole content unreadable.
   */
  rest?(
    value: unknown,
  ): Promise<{ readonly content: Content; readonly lost: readonly string[] } | null>;
}

/** A content, or why it could not be read. */
export type ReadContent<Content> =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly problem: Problem };

/** Migrates and validates what `parse` returns, for example parsed text from the server or joined parts. Never throws. */
export function readContent<Content>(
  model: ContentModel<Content>,
  parse: () => unknown,
): ReadContent<Content> {
  try {
    const read = model.read(parse());
    if (read.ok) return read;
    const { reason, issues } = read;
    return { ok: false, problem: reason === 'newer' ? { kind: reason } : { kind: reason, issues } };
  } catch (error) {
    return { ok: false, problem: { kind: 'invalid', issues: [String(error)] } };
  }
}
