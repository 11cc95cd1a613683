import * as z from 'zod/mini';
import { SessionMetadata } from './sessions.ts';
import { SnapshotMetadata } from './snapshots.ts';

/** The body of every error response: `application/problem+json` (RFC 9457), plus `error` for clients of the original. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** For people: what happened and what to do. */
  detail: z.string(),
  traceId: z.string(),
  error: z.object({ type: z.string(), message: z.string(), service: z.literal('persistence') }),
  /** 400: what is wrong, and where. */
  issues: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  /** 412: the session as it is now. 422: the session that the key has already created. */
  current: z.optional(SessionMetadata),
  /** 422: the snapshot that the key has already created. */
  currentSnapshot: z.optional(SnapshotMetadata),
  /** 422: the hashes of referenced assets that do not exist. */
  missing: z.optional(z.array(z.string())),
  /** 413: the actual size, if known, and the limit, in bytes. */
  size: z.optional(z.object({ bytes: z.nullable(z.int()), maxBytes: z.int() })),
});
export type Problem = z.infer<typeof Problem>;

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';
