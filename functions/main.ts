/** The bundle's entry: each import registers one function. Nothing is read or connected here. */
import './endpoints/create-session.ts';
import './endpoints/create-snapshot.ts';
import './endpoints/delete-session.ts';
import './endpoints/delete-snapshot.ts';
import './endpoints/delete-snapshot-access-log.ts';
import './endpoints/get-session.ts';
import './endpoints/get-session-metadata.ts';
import './endpoints/get-snapshot.ts';
import './endpoints/health.ts';
import './endpoints/list-sessions.ts';
import './endpoints/list-snapshot-access-logs.ts';
import './endpoints/list-snapshots.ts';
import './endpoints/openapi.ts';
import './endpoints/snapshot-deleted.ts';
import './endpoints/update-session.ts';
