import * as z from 'zod/mini';
import { isDeeperThan } from './depth.ts';
import { issueTexts } from './issues.ts';
import { CONTENT_MAX_DEPTH } from './limits.ts';
import { MigrationError, migrate } from './migrations.ts';
import { type SessionContent, SessionContentSchema } from './schema.ts';
import { tooMuchIssues, wholeIssues } from './whole.ts';

/** What became of a value that should be a content: all of it, or a list of what is wrong with it. */
export type ReadContent =
  | { ok: true; content: SessionContent }
  | { ok: false; reason: 'invalid' | 'newer'; issues: readonly string[] };

/**
 * Reads parsed JSON as a content: migrates it, then checks all of it. A content of the current version comes back as
 * the same object, so that what was not changed is known by identity.
 */
export function readContent(value: unknown): ReadContent {
  if (isDeeperThan(value, CONTENT_MAX_DEPTH)) {
    return invalid([`The content is nested deeper than ${CONTENT_MAX_DEPTH} levels.`]);
  }
  let content: SessionContent;
  try {
    content = migrate(value);
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    return { ok: false, reason: error.reason, issues: [error.message] };
  }
  const parsed = z.safeParse(SessionContentSchema, content);
  if (!parsed.success) return invalid(issueTexts(parsed.error.issues, content));
  const issues = wholeIssues(content);
  return issues.length === 0 ? { ok: true, content } : invalid(issues);
}

/**
 * What would be wrong with a content after an edit; empty for what `readContent` accepts. Ensembles that the edit left
 * alone are not looked at again, so this takes about a millisecond however much data there is.
 */
export function editIssues(before: SessionContent, after: SessionContent): readonly string[] {
  const known = new Set(before.ensembleSet.ensembles);
  const ensembles = after.ensembleSet.ensembles.filter((ensemble) => !known.has(ensemble));
  const read = readContent({ ...after, ensembleSet: { ensembles } });
  return read.ok ? tooMuchIssues(after) : read.issues;
}

function invalid(issues: readonly string[]): ReadContent {
  return { ok: false, reason: 'invalid', issues };
}
