import * as z from 'zod/mini';
import { isDeeperThan } from './depth.ts';
import * as field from './fields.ts';
import { issueTexts } from './issues.ts';
import {
  ANNOTATIONS_MAX,
  CONTENT_MAX_DEPTH,
  DASHBOARDS_MAX,
  MODULES_PER_DASHBOARD_MAX,
} from './limits.ts';
import { MigrationError, migrate } from './migrations.ts';
import { type SessionContent, SessionContentSchema } from './schema.ts';
import { listIssues, wholeIssues } from './whole.ts';

/** Result of reading a content: the content, or a list of problems. */
export type ReadContent =
  | { ok: true; content: SessionContent }
  | { ok: false; reason: 'invalid' | 'newer'; issues: readonly string[] };

/**
 * Reads parsed JSON as a content: migrates, then validates it. Content of the current version is returned as the same
 * object, so that unchanged items can be found by identity.
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
  if (issues.length > 0) return invalid(issues);
  markValidated(content);
  return { ok: true, content };
}

/** Dashboards, modules, annotations and ensembles that were validated; they are immutable, so they stay valid. */
const validated = new WeakSet<object>();

/** Checks only the number of items. */
const Lists = z.object({
  dashboards: field.list(
    z.object({ modules: field.list(z.unknown(), MODULES_PER_DASHBOARD_MAX) }),
    DASHBOARDS_MAX,
  ),
  userCreatedItems: z.object({ annotations: field.list(z.unknown(), ANNOTATIONS_MAX) }),
});

/**
 * Problems of a content after an edit; empty if `readContent` would accept it. Checks only what the edit changed, so it
 * takes well under a millisecond at any size.
 */
export function editIssues(after: SessionContent): readonly string[] {
  const read = readContent(withoutValidated(after));
  if (!read.ok) return read.issues;
  const lists = z.safeParse(Lists, after);
  const issues = lists.success
    ? listIssues(after, after.dashboards.filter(isNew))
    : issueTexts(lists.error.issues, after);
  if (issues.length === 0) markValidated(after);
  return issues;
}

const isNew = (item: object) => !validated.has(item);

function withoutValidated(content: SessionContent): SessionContent {
  const { dashboards, ensembleSet, userCreatedItems } = content;
  return {
    ...content,
    dashboards: dashboards
      .filter(isNew)
      .map((dashboard) => ({ ...dashboard, modules: dashboard.modules.filter(isNew) })),
    ensembleSet: { ensembles: ensembleSet.ensembles.filter(isNew) },
    userCreatedItems: { annotations: userCreatedItems.annotations.filter(isNew) },
  };
}

function markValidated({ dashboards, ensembleSet, userCreatedItems }: SessionContent): void {
  const modules = dashboards.filter(isNew).flatMap((dashboard) => dashboard.modules);
  for (const items of [modules, dashboards, ensembleSet.ensembles, userCreatedItems.annotations]) {
    for (const item of items) validated.add(item);
  }
}

function invalid(issues: readonly string[]): ReadContent {
  return { ok: false, reason: 'invalid', issues };
}
