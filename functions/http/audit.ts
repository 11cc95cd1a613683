import { createHmac } from 'node:crypto';
import type { Operation } from '../../contract/operations.ts';
import type { Answer } from './answer.ts';
import type { User } from './principal.ts';

/** Who wrote which item, for the log line of a write. */
export interface AuditRecord {
  /** A pseudonym, the same for all writes of a user; only holders of the key can link it to a user id. */
  readonly user: string;
  /** Id of the session or snapshot, or hash of the asset; null if nothing was created. */
  readonly item: string | null;
}

/** 128 bits, in base64url. */
const USER_LENGTH = 22;

/** The audit record of a write; undefined for a read or without an audit key. */
export function auditOf(
  { method }: Pick<Operation, 'method'>,
  key: string | undefined,
  user: User | undefined,
  params: Readonly<Record<string, string>>,
  answer: Answer | undefined,
): AuditRecord | undefined {
  if (key === undefined || user === undefined || method === 'GET') return undefined;
  const created = answer?.location?.split('/').at(-1);
  return {
    user: createHmac('sha256', key).update(user.id).digest('base64url').slice(0, USER_LENGTH),
    item: Object.values(params)[0] ?? created ?? null,
  };
}
