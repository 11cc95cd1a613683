import type { HttpRequest } from '@azure/functions';
import type * as z from 'zod/mini';
import { type Operation, type OperationName, operations } from '../../contract/operations.ts';
import { type Queries, queryOf } from '../../contract/queries.ts';
import type { Budget } from '../store/budget.ts';
import type { Sent } from '../store/content.ts';
import type { Reserve } from '../store/context.ts';
import { type Memory, readBytes, readJson } from './body.ts';
import { BodyRoom, type RoomShare } from './body-room.ts';
import { type Conditions, readConditions } from './conditions.ts';
import type { Settings } from './configuration.ts';
import { parse } from './parse.ts';
import type { User } from './principal.ts';
import type { SideEffect } from './side-effect.ts';

type Operations = typeof operations;

type Parsed<N extends OperationName, Part extends string> = Operations[N] extends {
  readonly [P in Part]: infer Schema extends z.ZodMiniType;
}
  ? z.output<Schema>
  : undefined;

/** One parsed request. It has everything a store needs, so `new SessionStore(call)` works. */
export interface Call<N extends OperationName> {
  readonly params: Parsed<N, 'params'>;
  readonly query: N extends keyof Queries ? z.output<Queries[N]> : undefined;
  readonly body: Operations[N] extends { readonly takes: 'bytes' }
    ? Buffer
    : Sent<Parsed<N, 'body'>>;
  readonly conditions: Conditions;
  readonly user: Operations[N]['access'] extends 'open' ? User | undefined : User;
  readonly settings: Settings;
  readonly budget: Budget;
  readonly sideEffect: SideEffect;
  /** Reserves memory for the response, in addition to the body's. Throws Busy. */
  readonly reserve: Reserve;
}

/** The part of a call that is known before the request is parsed. */
export type CallContext = Pick<Call<OperationName>, 'budget' | 'sideEffect' | 'settings'> & {
  readonly user: User | undefined;
  readonly share: RoomShare;
};

/** Throws BadRequest and the errors of readJson. */
export async function readCall<N extends OperationName>(
  name: N,
  request: HttpRequest,
  { share, ...context }: CallContext,
): Promise<Call<N>> {
  const operation: Operation = operations[name];
  const room = bodyRoom(context.settings);
  return {
    params: parse(operation.params, request.params, 'path'),
    query: parse(queryOf(name), Object.fromEntries(request.query), 'query'),
    conditions: readConditions(request),
    body: await readBody(operation, request, { room, share }),
    reserve: (bytes: number) => share.takeAtMost(room, bytes),
    ...context,
  } as Call<N>;
}

async function readBody(operation: Operation, request: HttpRequest, memory: Memory) {
  if (operation.takes === 'bytes') return readBytes(request, memory);
  if (!operation.body) return undefined;
  const { value, content } = await readJson(request, memory);
  const body = parse(operation.body, value, 'body');
  return content === undefined ? body : { ...(body as object), content };
}

let sharedRoom: BodyRoom | undefined;

/** One instance for all requests of this process. */
function bodyRoom({ BODY_ROOM_BYTES }: Settings): BodyRoom {
  sharedRoom ??= new BodyRoom(BODY_ROOM_BYTES);
  return sharedRoom;
}
