import type { SessionMetadata } from './metadata.ts';
import type { BufferInfo, Parts, Sent } from './ports/journal.ts';

/** The journal's head, as far as this tab knows it. */
export interface Head {
  readonly generation: number;
  readonly rootHash: string;
  readonly parts: Parts;
  /** The flat content, where the commit answered with it; it stands in the entry as it is. */
  readonly contentText: string | null;
  /** When it was committed. */
  readonly atMs: number;
}

/** Something sent, with the parts that it was made of. */
export interface Attempt {
  readonly sent: Sent;
  /** null for one that was sent before this page was loaded. */
  readonly parts: Parts | null;
  /** Made from parts at hand: the journal does not hold this generation. */
  readonly packed: boolean;
}

/** The session this tab works on, beside what the screen shows: identity, base, journal, sends. */
export interface WorkingCopy {
  info: BufferInfo;
  /** As last loaded or saved; null where it is not known. */
  baseParts: Parts | null;
  baseRootHash: string | null;
  /** null: the next commit sends everything. */
  head: Head | null;
  /** The highest generation ever named. */
  generation: number;
  /** Commits without an answer yet: they may be the journal's head already. */
  uncertain: { generations: number[]; names: Set<string> };
  attempts: Attempt[];
  /** Highest version of the session seen anywhere. */
  seenVersion: number;
  /** Resolves when the journal has taken the load; nothing is committed before. */
  ready: Promise<void>;
  /** A send or a move onto another base is under way; what polls see meanwhile means nothing. */
  busy: boolean;
  /** Left: nothing that still comes in is wanted. */
  closed: boolean;
}

export function workingCopy(info: BufferInfo): WorkingCopy {
  return {
    info,
    baseParts: null,
    baseRootHash: null,
    head: null,
    generation: 0,
    uncertain: { generations: [], names: new Set() },
    attempts: [],
    seenVersion: info.base?.version ?? 0,
    ready: Promise.resolve(),
    busy: false,
    closed: false,
  };
}

/** Moves the copy onto another state of the server. */
export function setBase(copy: WorkingCopy, base: SessionMetadata, parts: Parts | null): void {
  copy.info = { ...copy.info, sessionId: base.id, base };
  copy.baseParts = parts;
  copy.seenVersion = Math.max(copy.seenVersion, base.version);
}
