import type { OperationName } from '../../contract/operations.ts';

/** One-sentence summary of each operation. */
export const operationWords: Readonly<Record<OperationName, string>> = {
  'list-sessions': 'List your sessions',
  'get-session': 'Read a session with its content',
  'get-session-metadata': 'Read the metadata of a session, without its content',
  'create-session': 'Save a new session; returns its id',
  'update-session': 'Change title, description or content of a session',
  'delete-session':
    'Move a session to the trash; with `permanently`, delete it and its history for good',
  'list-session-versions': 'List the versions of a session, newest first, the current one included',
  'get-session-version': 'Read one version of a session with its content',
  'list-deleted-sessions': 'List your sessions in the trash, last deleted first',
  'restore-deleted-session': 'Take a session out of the trash',
  'list-snapshots': 'List the snapshots you made',
  'get-snapshot': 'Open any snapshot; counts as a visit',
  'create-snapshot': 'Create a snapshot that anyone signed in can read; returns its id',
  'delete-snapshot': 'Move your snapshot to the trash; with `permanently`, delete it for good',
  'list-deleted-snapshots': 'List your snapshots in the trash, last deleted first',
  'restore-snapshot': 'Take your snapshot out of the trash',
  'list-snapshot-visits': 'List who else has opened your snapshot, last visit first',
  'list-snapshot-access-logs': 'List the snapshots you have visited',
  'delete-snapshot-access-log': 'Remove a snapshot from your list of visited ones',
  'find-missing-assets': 'List which of these assets do not exist yet',
  'put-asset': 'Store an asset under the SHA-256 of its bytes',
  'get-asset': 'Read an asset, or a part of it',
  health:
    'Check that the service is alive; with `?deep` (signed in), also database, queue and assets',
  openapi: 'This API as OpenAPI 3.1',
};

/** Meaning of an operation's second success status. */
export const alsoWords: Readonly<Partial<Record<OperationName, string>>> = {
  'put-asset': 'It existed already',
  'get-asset': 'The part that Range asks for',
};

/** Descriptions of properties, by path within a schema. */
type Words = Readonly<Record<string, string>>;

const metadata: Words = {
  id: 'Its id.',
  ownerId: 'User id of its owner.',
  title: 'Its title: 1 to 120 characters, without spaces at either end.',
  description: 'A description of up to 1,000 characters, or null.',
  createdAt: 'When it was created.',
  contentHash: 'SHA-256 of the content in UTF-8, in lower-case hex.',
  contentBytes: 'Length of the content in UTF-8, in bytes.',
  etag: 'The value of the ETag header, with its quotes, for `If-Match` and `If-None-Match`.',
};

const newDocument: Words = {
  title:
    'Its title. Spaces at either end are removed; it needs a visible character and no line breaks.',
  description: 'A description; absent, null and empty all mean none.',
  content: 'Any text of up to 8 MiB in UTF-8, stored unchanged and never parsed.',
  expiresAt: 'When it stops being readable; absent or null means never.',
  assets: 'Hashes of the assets that the content references.',
};

const page: Words = {
  items: 'The items of this page, in order.',
  pageToken: 'The `cursor` of the next page; null on the last one.',
  leftOut: 'How many items of this page could not be read and are left out; absent if none.',
  total: 'Length of the whole list; only on the first page, if `with_total` is set.',
};

const sessionMetadata: Words = {
  ...metadata,
  updatedAt: 'When it was last changed.',
  version: '1 at first, increased by one with every change.',
};

const snapshotMetadata: Words = {
  ...metadata,
  etag: `${metadata.etag} Not in access logs.`,
  ownerName: 'Name of its owner from the sign-in; null if there is none.',
  expiresAt: 'When it stops being readable; null or absent means never.',
};

const trash: Words = {
  deletedAt: 'When it was deleted.',
  expiresAt: 'When it is deleted for good.',
};

const document: Words = {
  metadata: 'Everything except its content.',
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
    id: 'Ignored; clients of the original repeat the id of the path here.',
    title: 'The new title; absent or null keeps the old one.',
    description: 'The new description; empty removes it, absent or null keeps the old one.',
    content: 'The new content; absent or null keeps the old one.',
    contentDelta: 'The new content as differences from the current one; instead of `content`.',
    assets: `${newDocument.assets} Absent or null keeps the old ones.`,
  },
  ContentDelta: {
    baseHash: 'The `contentHash` that the session must have for the delta to apply.',
    contentHash: 'The `contentHash` of the result.',
    assetsHash:
      'The assets that the session must have: SHA-256 over their hashes, sorted and joined by line feeds. Absent: not checked.',
    instructions: 'The pieces of the new content, in order.',
    'instructions.start': 'Where to copy from in the base, in bytes of UTF-8 counted from 0.',
    'instructions.length': 'How many bytes to copy; no character may be split.',
    'instructions.text': 'What to add after that; absent: nothing.',
  },
  PageSessionMetadata: page,
  SessionVersion: { ...sessionMetadata, current: 'Whether this is the current version.' },
  DeletedSession: { ...sessionMetadata, ...trash },
  SnapshotMetadata: snapshotMetadata,
  Snapshot: document,
  NewSnapshot: newDocument,
  PageSnapshotMetadata: page,
  DeletedSnapshot: { ...snapshotMetadata, ...trash },
  SnapshotVisit: {
    ...visits,
    visitorName: 'Name of the visitor from the sign-in; null if there is none.',
  },
  SnapshotVisitPage: {
    ...page,
    visitors: 'How many people have opened it.',
    visits: 'How often they have opened it.',
  },
  SnapshotAccessLog: {
    ...visits,
    visitorId: 'User id of the visitor.',
    snapshotId: 'Id of the snapshot.',
    snapshotDeleted: 'Whether it has been deleted.',
    snapshotDeletedAt: 'When it was deleted; null if it exists.',
    snapshotMetadata: 'The metadata of the snapshot at the first visit.',
  },
  PageSnapshotAccessLog: page,
  Problem: {
    type: 'The kind of problem, as a stable URN.',
    title: 'The kind of problem in words.',
    status: 'The HTTP status.',
    detail: 'What happened, what is safe and what to do, for a person.',
    traceId: 'Id of the request in the log of the service.',
    error: 'The same, where clients of the original expect it.',
    'error.type': 'The last part of `type`.',
    'error.message': 'The same as `detail`.',
    'error.service': 'Always `persistence`.',
    issues: '400: what is wrong, and where.',
    'issues.path': 'Where: for example `body.title`, `query.page_size`, `header.If-Match`.',
    'issues.message': 'What is wrong there.',
    current: '412: the session as it is now. 422: the session that the key created.',
    currentSnapshot: '422: the snapshot that the key created.',
    missing: '422: hashes of the referenced assets that do not exist.',
    size: '413: how large it is and how large it may be.',
    'size.bytes': 'How large it is, in bytes; null if unknown.',
    'size.maxBytes': 'How large it may be, in bytes.',
  },
};

/** Descriptions for schemas without words of their own. */
export const commonWords: Words = {
  ...page,
  ...sessionMetadata,
  hashes: 'Hashes of assets: SHA-256 in lower-case hex.',
  missing: 'The hashes that have no asset.',
  status: 'Always `ok`: otherwise the response is a problem.',
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
  `Only ${what}. In ISO 8601, with a time zone; a date alone means its start in UTC. The bound is included.`;

/** Parameters of queries. */
export const queryWords: Words = {
  cursor: 'The `pageToken` of the previous page, with the same order and filters.',
  page_size: 'How many items a page has at most.',
  sort_by: 'What the list is sorted by.',
  sort_direction: 'Sort direction; by default ascending with `sort_by`, newest first without.',
  sort_lowercase: 'Whether titles are sorted ignoring case.',
  filter_title:
    'Only items whose title contains this text, ignoring case and how accents are encoded.',
  filter_text:
    'Only items whose title or description contains this text, compared like `filter_title`. A single tag (`#hm`) is searched as a whole word.',
  filter_ids: 'Only these ids, separated by commas.',
  with_total: 'Whether the first page includes the length of the whole list.',
  filter_updated_from: range('sessions last changed at this time or later'),
  filter_updated_to: range('sessions last changed at this time or earlier'),
  filter_created_from: range('snapshots made at this time or later'),
  filter_created_to: range('snapshots made at this time or earlier'),
  filter_last_visited_from: range('snapshots you last opened at this time or later'),
  filter_last_visited_to: range('snapshots you last opened at this time or earlier'),
  filter_owner_id: 'Only snapshots that this user made.',
  filter_snapshot_deleted: 'Only snapshots that were deleted, or only those that were not.',
  permanently: 'Whether it is deleted for good instead of moved to the trash.',
  deep: 'Whether database, queue and assets are checked too; requires a sign-in.',
};

/** Fields that this service always sends although clients do not require them. */
export const alwaysThere: Readonly<Record<string, readonly string[]>> = {
  SessionMetadata: ['contentBytes', 'etag'],
  SnapshotMetadata: ['ownerName', 'contentBytes'],
  SnapshotAccessLog: ['snapshotDeletedAt'],
};
