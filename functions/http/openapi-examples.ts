import type { OperationName } from '../../contract/operations.ts';
import type {
  NewSession,
  SessionMetadata,
  SessionUpdate,
  SessionVersion,
} from '../../contract/sessions.ts';
import type {
  SnapshotAccessLog,
  SnapshotMetadata,
  SnapshotVisit,
} from '../../contract/snapshots.ts';

type Examples = Readonly<Partial<Record<OperationName, unknown>>>;

const content = '{"dashboards":[]}';
const contentHash = 'd63a182716bd6eea953b28516a9c3a6a352ad4d1da6e64b6089f1fb5141b4a48';

const sessionMetadata: SessionMetadata = {
  id: 'V1StGXR8',
  ownerId: '4f2a9c31e0b74d6f8a55c1d20e9b7a63',
  title: 'North flank',
  description: null,
  createdAt: '2026-11-22T08:00:00.000Z',
  updatedAt: '2026-11-22T08:15:30.120Z',
  version: 3,
  contentHash,
  contentBytes: content.length,
  etag: '"0000d826-0000-0700-0000-6a3e4d8c0000"',
};

const snapshotMetadata: SnapshotMetadata = {
  id: 'Uakgb_J5',
  ownerId: sessionMetadata.ownerId,
  ownerName: 'Alice',
  title: 'North flank, as presented',
  description: 'For the meeting on Monday.',
  createdAt: '2026-11-22T09:00:00.000Z',
  contentHash,
  contentBytes: content.length,
};

const accessLog: SnapshotAccessLog = {
  visitorId: 'b81e4d07c2f94a3e9d6650f7a1c8e2b4',
  snapshotId: snapshotMetadata.id,
  visits: 2,
  firstVisitedAt: '2026-11-22T09:05:00.000Z',
  lastVisitedAt: '2026-11-22T11:40:12.003Z',
  snapshotDeleted: false,
  snapshotDeletedAt: null,
  snapshotMetadata,
};

const sessionVersion: SessionVersion = {
  version: 3,
  title: sessionMetadata.title,
  description: null,
  updatedAt: sessionMetadata.updatedAt,
  contentHash,
  contentBytes: content.length,
  current: true,
};

const trashed = { deletedAt: '2026-11-23T10:00:00.000Z', expiresAt: '2026-12-23T10:00:00.000Z' };

const visit: SnapshotVisit = {
  visitorName: 'Bob',
  visits: accessLog.visits,
  firstVisitedAt: accessLog.firstVisitedAt,
  lastVisitedAt: accessLog.lastVisitedAt,
};

const newSession: NewSession = { title: sessionMetadata.title, description: null, content };
const update: SessionUpdate = { title: 'North flank, revised', content };

export const bodyExamples: Examples = {
  'create-session': newSession,
  'update-session': update,
  'create-snapshot': { ...newSession, expiresAt: '2999-12-31T00:00:00.000Z' },
  'find-missing-assets': { hashes: [contentHash] },
};

export const answerExamples: Examples = {
  'list-sessions': { items: [sessionMetadata], pageToken: null },
  'get-session': { metadata: sessionMetadata, content },
  'get-session-metadata': sessionMetadata,
  'create-session': sessionMetadata.id,
  'update-session': { metadata: sessionMetadata, content },
  'list-snapshots': { items: [snapshotMetadata], pageToken: null },
  'get-snapshot': { metadata: snapshotMetadata, content },
  'create-snapshot': snapshotMetadata.id,
  'list-snapshot-access-logs': { items: [accessLog], pageToken: null },
  'list-session-versions': { items: [sessionVersion], pageToken: null },
  'get-session-version': { metadata: sessionMetadata, content },
  'list-deleted-sessions': { items: [{ ...sessionMetadata, ...trashed }], pageToken: null },
  'restore-deleted-session': sessionMetadata,
  'list-deleted-snapshots': { items: [{ ...snapshotMetadata, ...trashed }], pageToken: null },
  'restore-snapshot': snapshotMetadata,
  'list-snapshot-visits': { items: [visit], pageToken: null, visitors: 1, visits: visit.visits },
  'find-missing-assets': { missing: [contentHash] },
  health: { status: 'ok', version: '0.1.0' },
};
