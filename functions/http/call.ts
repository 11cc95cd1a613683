import type { HttpRequest } from '@azure/functions';
import type * as z from 'zod/mini';
import type { Operation, OperationName, operations } from '../../contract/operations.ts';
import type { Budget } from '../store/budget.ts';
import { type Reserve, readBytes, readJson } from './body.ts';
import { BodyRoom, type RoomShare } from './body-room.ts';
import { type Conditions, readConditions } from './conditions.ts';
import { type Settings, settings } from './configuration.ts';
import { CrossSite, Unauthorized } from './errors.ts';
import { parse } from './parse.ts';
import { readUser, type User } from './principal.ts';
import type { SideEffect } from './side-effect.ts';

type Operations = typeof operations;

type Parsed<N extends OperationName, Part extends string> = Operations[N] extends {
  readonly [P in Part]: infer Schema extends z.ZodMiniType;
}
  ? z.output<Schema>
  : undefined;

/** One request, parsed. It carries all that a store asks for, so `new SessionStore(call)` works. */
export interface Call<N extends OperationName> {
  readonly params: Parsed<N, 'params'>;
  readonly query: Parsed<N, 'query'>;
  readonly body: Operations[N] extends { readonly takes: 'bytes' } ? Buffer : Parsed<N, 'body'>;
  readonly conditions: Conditions;
  readonly user: Operations[N]['access'] extends 'open' ? User | undefined : User;
  readonly settings: Settings;
  readonly budget: Budget;
  readonly sideEffect: SideEffect;
  /** Waits until there is memory for an answer of so many bytes, in an operation without a body. */
  readonly reserve: (bytes: number) => Promise<void>;
}

/** Throws the errors of errors.ts, TooLarge and ConfigurationError. */
export async function readCall<N extends OperationName>(
  operation: Operation,
  request: HttpRequest,
  context: Pick<Call<N>, 'budget' | 'sideEffect'>,
  share: RoomShare,
): Promise<Call<N>> {
  if (operation.method !== 'GET') refuseCrossSite(request);
  const user = readUser(request, settings().PRINCIPAL_SOURCE);
  if (operation.access === 'signed-in' && !user) {
    throw new Unauthorized('Sign in, then send the request again. Nothing was changed.');
  }
  return {
    params: parse(operation.params, request.params, 'path'),
    query: parse(operation.query, Object.fromEntries(request.query), 'query'),
    conditions: readConditions(request),
    body: await readBody(operation, request, { room: bodyRoom(), share }),
    reserve: (bytes: number) => share.take(bodyRoom(), bytes),
    user,
    settings: settings(),
    ...context,
  } as Call<N>;
}

async function readBody(operation: Operation, request: HttpRequest, reserve: Reserve) {
  if (operation.takes === 'bytes') return readBytes(request, reserve);
  return operation.body && parse(operation.body, await readJson(request, reserve), 'body');
}

let room: BodyRoom | undefined;

/** One for all requests of this process. */
function bodyRoom(): BodyRoom {
  room ??= new BodyRoom(settings().BODY_ROOM_BYTES);
  return room;
}

/** Browsers say where a request comes from; other clients say nothing, and hold no cookie either. */
function refuseCrossSite({ headers }: HttpRequest): void {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    throw new CrossSite('This write came from another site and was refused. Nothing was changed.');
  }
}
