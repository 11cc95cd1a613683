import * as z from 'zod/mini';
import { SessionMetadata } from './sessions.ts';
import { SnapshotMetadata } from './snapshots.ts';

/** Every error answer: `application/problem+json` of RFC 9457, with `error` for clients of the original. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What happened and what to do, for a person. */
  detail: z.string(),
  traceId: z.string(),
  error: z.object({ type: z.string(), message: z.string(), service: z.literal('persistence') }),
  /** 400: what is wrong, and where. */
  issues: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  /** 412: the session as it stands. 422: the session that the key has already made. */
  current: z.optional(SessionMetadata),
  /** 422: the snapshot that the key has already made. */
  currentSnapshot: z.optional(SnapshotMetadata),
  /** 422: the hashes of assets that are named and not there. */
  missing: z.optional(z.array(z.string())),
  /** 413: what it would have been, where known, and what is allowed, in bytes. */
  size: z.optional(z.object({ bytes: z.nullable(z.int()), maxBytes: z.int() })),
});
export type Problem = z.infer<typeof Problem>;

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';
