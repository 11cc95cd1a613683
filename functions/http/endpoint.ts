import { app, type HttpHandler, type InvocationContext } from '@azure/functions';
import { type Operation, type OperationName, operations } from '../../contract/operations.ts';
import { Budget } from '../store/budget.ts';
import { takeAllowance } from './allowances.ts';
import { type Answer, encode, type Fields, problemReply, type Reply, replyOf } from './answer.ts';
import { type AuditRecord, auditOf } from './audit.ts';
import { RoomShare } from './body-room.ts';
import { type Call, readCall } from './call.ts';
import { isAllowedOrigin, readCaller } from './caller.ts';
import { isKnown } from './conditions.ts';
import { settings } from './configuration.ts';
import { logCall, logFailure } from './log.ts';
import { retryAfterOf, toProblem } from './problem.ts';
import { sideEffects } from './side-effect.ts';

/**
 * Registers the function that serves an operation, with its method and path from the operation table. It
 * parses the request, calls `run` and encodes the response. Any error becomes a problem response.
 * GET operations also serve HEAD.
 */
export function endpoint<N extends OperationName>(
  name: N,
  run: (call: Call<N>) => Promise<Answer>,
): HttpHandler {
  const operation: Operation = operations[name];
  const { method, path } = operation;
  const handler: HttpHandler = async (request, invocation) => {
    const started = performance.now();
    const traceId = traceIdOf(invocation);
    const budget = new Budget();
    const sideEffect = sideEffects(invocation, name, traceId);
    const share = new RoomShare();
    let fields: Fields = {};
    let audit: AuditRecord | undefined;
    let reply: Reply;
    try {
      const app = settings();
      if (isAllowedOrigin(request, app)) fields = CROSS_ORIGIN_FIELDS;
      const user = readCaller(operation, request, app);
      audit = auditOf(operation, app.AUDIT_KEY, user, request.params, undefined);
      const allowance = user && takeAllowance(operation, request, user, app);
      fields = { ...fields, ...allowance?.fields };
      if (allowance?.refusal) throw allowance.refusal;
      const context = { user, settings: app, budget, sideEffect, share };
      const call = await readCall(name, request, context);
      const answer = await run(call);
      audit = auditOf(operation, app.AUDIT_KEY, user, request.params, answer);
      const isUnchanged = method === 'GET' && isKnown(answer.etag, call.conditions.ifNoneMatch);
      reply = replyOf(isUnchanged ? 304 : (answer.status ?? operation.status), answer);
    } catch (error) {
      const problem = toProblem(error, traceId);
      if (problem.status >= 500) logFailure(invocation, name, traceId, error);
      reply = problemReply(problem, retryAfterOf(error));
    }
    const encoded = encode(reply, fields, request.headers.get('accept-encoding'));
    const { body, ...head } = await encoded.finally(() => share.release());
    const durationMs = Math.round(performance.now() - started);
    const requestCharge = Math.round(budget.charge * 100) / 100;
    const { status } = reply;
    logCall(invocation, { operation: name, status, durationMs, requestCharge, traceId, ...audit });
    return request.method === 'HEAD' ? head : { ...head, body };
  };
  const methods = method === 'GET' ? (['GET', 'HEAD'] as const) : [method];
  app.http(name, { methods: [...methods], route: path, authLevel: 'anonymous', handler });
  return handler;
}

/** The response headers that pages of other origins may read. */
const CROSS_ORIGIN_FIELDS: Fields = {
  'Access-Control-Expose-Headers':
    'ETag, Location, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate',
};

/** The W3C trace id if there is one, because the platform's own telemetry uses it; otherwise the invocation id. */
function traceIdOf({ traceContext, invocationId }: InvocationContext): string {
  return traceContext?.traceParent?.split('-')[1] ?? invocationId;
}
