import './endpoints/create-session.ts';
import './endpoints/delete-session.ts';
import './endpoints/get-session.ts';
import './endpoints/get-session-metadata.ts';
import './endpoints/health.ts';
import './endpoints/list-sessions.ts';
import './endpoints/update-session.ts';
