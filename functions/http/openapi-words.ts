import type { OperationName } from '../../contract/operations.ts';

/** One-sentence summary of each operation. */
export const operationWords: Readonly<Record<OperationName, string>> = {
  'list-sessions': 'List your sessions',
  'get-session': 'Read a session with its content',
  'get-session-metadata': 'Read where a session stands, without its content',
  'create-session': 'Save a new session; answers its id',
  'update-session': 'Change title, description or content of a session',
  'delete-session':
    'Put a session into the trash; with `permanently` delete it and its history for good',
  'list-session-versions': 'List the versions of a session, newest first, the current one included',
  'get-session-version': 'Read one version of a session with its content',
  'list-deleted-sessions': 'List your sessions in the trash, last deleted first',
  'restore-deleted-session': 'Take a session out of the trash',
  'list-snapshots': 'List the snapshots you made',
  'get-snapshot': 'Open a snapshot of anybody; counts as a visit',
  'create-snapshot': 'Make a snapshot that anyone signed in can read; answers its id',
  'delete-snapshot':
    'Put a snapshot of yours into the trash; with `permanently` delete it for good',
  'list-deleted-snapshots': 'List your snapshots in the trash, last deleted first',
  'restore-snapshot': 'Take a snapshot of yours out of the trash',
  'list-snapshot-visits': 'Who else has opened a snapshot of yours, last visit first',
  'list-snapshot-access-logs': 'List the snapshots you have visited',
  'delete-snapshot-access-log': 'Take a snapshot off your list of visited ones',
  'find-missing-assets': 'Tell which of these assets are not there yet',
  'put-asset': 'Keep an asset under the SHA-256 of its bytes',
  'get-asset': 'Read an asset, or a part of it',
  health: 'Alive; with `?deep` (signed in) whether database, queue and assets answer',
  openapi: 'This API as OpenAPI 3.1',
};

/** Meaning of an operation's second success status. */
export const alsoWords: Readonly<Partial<Record<OperationName, string>>> = {
  'put-asset': 'It was there already',
  'get-asset': 'The part that Range asks for',
};

/** Descriptions of properties, by path within a schema. */
type Words = Readonly<Record<string, string>>;

const metadata: Words = {
  id: 'Its id.',
  ownerId: 'User id of whoever made it.',
  title: 'What it is called: 1 to 120 characters, without spaces around them.',
  description: 'More about it, up to 1,000 characters; null for none.',
  createdAt: 'When it was made.',
  contentHash: 'SHA-256 of the content in UTF-8, in lower-case hex.',
  contentBytes: 'Length of the content in UTF-8, in bytes.',
  etag: 'The value of the ETag header, with its quotes, for `If-Match` and `If-None-Match`.',
};

const newDocument: Words = {
  title:
    'What it is called. Spaces around it go; it needs a visible character and has no line breaks.',
  description: 'More about it; absent, null and an empty text all mean none.',
  content: 'Any text of up to 8 MiB in UTF-8, kept as it is and never parsed.',
  expiresAt: 'From when on nobody can open it; absent or null for never.',
  assets: 'Hashes of the assets that the content names.',
};

const page: Words = {
  items: 'The items of this page, in their order.',
  pageToken: 'The `cursor` of the next page; null on the last one.',
  leftOut: 'How many items of this page cannot be read and are not shown; absent for none.',
  total: 'How many items the whole list has; on the first page, where `with_total` asks for it.',
};

const sessionMetadata: Words = {
  ...metadata,
  updatedAt: 'When it was last changed.',
  version: '1 when made, one more with every change.',
};

const snapshotMetadata: Words = {
  ...metadata,
  etag: `${metadata.etag} Not in access logs.`,
  ownerName: 'What the sign-in calls whoever made it; null where it says nothing.',
  expiresAt: 'From when on nobody can open it; null or absent for never.',
};

const trash: Words = {
  deletedAt: 'When it was deleted.',
  expiresAt: 'When it is gone for good.',
};

const document: Words = {
  metadata: 'All about it but its content.',
  content: 'The content, as it was sent.',
};

const visits: Words = {
  visits: 'How often it was opened.',
  firstVisitedAt: 'When it was first opened.',
  lastVisitedAt: 'When it was last opened.',
};

export const propertyWords: Readonly<Record<string, Words>> = {
  SessionMetadata: sessionMetadata,
  Session: document,
  NewSession: newDocument,
  SessionUpdate: {
    id: 'Clients of the original may repeat the id of the path here; it changes nothing.',
    title: 'The new title; absent or null to keep the one it has.',
    description: 'The new description; empty for none, absent or null to keep the one it has.',
    content: 'The new content; absent or null to keep the one it has.',
    assets: newDocument.assets ?? '',
  },
  PageSessionMetadata: page,
  SessionVersion: { ...sessionMetadata, current: 'Whether this is the session as it stands.' },
  DeletedSession: { ...sessionMetadata, ...trash },
  SnapshotMetadata: snapshotMetadata,
  Snapshot: document,
  NewSnapshot: newDocument,
  PageSnapshotMetadata: page,
  DeletedSnapshot: { ...snapshotMetadata, ...trash },
  SnapshotVisit: {
    ...visits,
    visitorName: 'What the sign-in calls the visitor; null where it says nothing.',
  },
  SnapshotVisitPage: {
    ...page,
    visitors: 'How many people have opened it.',
    visits: 'How often they have.',
  },
  SnapshotAccessLog: {
    ...visits,
    visitorId: 'User id of the visitor.',
    snapshotId: 'Id of the snapshot.',
    snapshotDeleted: 'Whether it was deleted since.',
    snapshotDeletedAt: 'When it was deleted; null while it is there.',
    snapshotMetadata: 'All about the snapshot but its content, as it was at the first visit.',
  },
  PageSnapshotAccessLog: page,
  Problem: {
    type: 'Which kind of problem, as a URN that stays the same.',
    title: 'The kind of problem in words.',
    status: 'The status of the answer.',
    detail: 'What happened, what is safe and what to do, for a person.',
    traceId: 'Finds the request in the log of the service.',
    error: 'The same where clients of the original look for it.',
    'error.type': 'The last part of `type`.',
    'error.message': 'The same as `detail`.',
    'error.service': 'Always `persistence`.',
    issues: '400: what is wrong, and where.',
    'issues.path': 'Where: for example `body.title`, `query.page_size`, `header.If-Match`.',
    'issues.message': 'What is wrong there.',
    current: '412: the session as it stands. 422: the session that the key has made.',
    currentSnapshot: '422: the snapshot that the key has made.',
    missing: '422: hashes of the assets that are named and not there.',
    size: '413: how large it is and how large it may be.',
    'size.bytes': 'How large it is, in bytes; null where that is not known.',
    'size.maxBytes': 'How large it may be, in bytes.',
  },
};

/** Descriptions for schemas without words of their own. */
export const commonWords: Words = {
  ...page,
  ...sessionMetadata,
  hashes: 'Hashes of assets: SHA-256 in lower-case hex.',
  missing: 'Those of the hashes whose assets are not there.',
  status: 'Always `ok`: otherwise the answer is a problem.',
  version: 'The version of the service, or of the document.',
};

/** Parameters of paths. */
export const pathWords: Words = {
  session_id: 'Id of the session.',
  snapshot_id: 'Id of the snapshot.',
  version: 'Number of the version.',
  hash: 'SHA-256 of the asset, in lower-case hex.',
};

const range = (what: string) =>
  `Only ${what}. In ISO 8601, with a zone; a date alone is its first moment in UTC. The bound itself belongs to the range.`;

/** Parameters of queries. */
export const queryWords: Words = {
  cursor: 'The `pageToken` of the page before, with the same order and filters.',
  page_size: 'How many items a page has at most.',
  sort_by: 'What the list is sorted by.',
  sort_direction: 'Which way: ascending if only `sort_by` is given, else newest first.',
  sort_lowercase: 'Whether titles are sorted without regard to case.',
  filter_title: 'What the title contains, in any case and however accents are written.',
  filter_text: 'What the title or the description contains, read as `filter_title` is.',
  filter_ids: 'Only these: ids with commas between them.',
  with_total: 'Whether the first page says how many items the whole list has.',
  filter_updated_from: range('sessions last changed at this time or later'),
  filter_updated_to: range('sessions last changed at this time or earlier'),
  filter_created_from: range('snapshots made at this time or later'),
  filter_created_to: range('snapshots made at this time or earlier'),
  filter_last_visited_from: range('snapshots you last opened at this time or later'),
  filter_last_visited_to: range('snapshots you last opened at this time or earlier'),
  filter_owner_id: 'Only snapshots that this user made.',
  filter_snapshot_deleted: 'Only snapshots that were deleted, or only those that were not.',
  permanently: 'Whether it is deleted for good, past the trash.',
  deep: 'Whether database, queue and assets are asked as well; for those who are signed in.',
};

/** Fields that this service always sends although clients do not require them. */
export const alwaysThere: Readonly<Record<string, readonly string[]>> = {
  SessionMetadata: ['contentBytes', 'etag'],
  SnapshotMetadata: ['ownerName', 'contentBytes'],
  SnapshotAccessLog: ['snapshotDeletedAt'],
};
