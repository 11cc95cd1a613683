import { app, type HttpHandler, type InvocationContext } from '@azure/functions';
import { type Operation, type OperationName, operations } from '../../contract/operations.ts';
import { Budget } from '../store/budget.ts';
import { type Answer, encode, problemReply, type Reply, replyOf } from './answer.ts';
import { RoomShare } from './body-room.ts';
import { type Call, readCall } from './call.ts';
import { isKnown } from './conditions.ts';
import { logCall, logFailure } from './log.ts';
import { retryAfterOf, toProblem } from './problem.ts';
import { sideEffects } from './side-effect.ts';

/**
 * Registers the function that serves an operation, with the method and path of the operation table:
 * parse the call, run, encode the answer. Whatever is thrown on the way becomes a problem answer.
 * What can be asked for by GET can be asked for by HEAD as well.
 */
export function endpoint<N extends OperationName>(
  name: N,
  run: (call: Call<N>) => Promise<Answer>,
): HttpHandler {
  const operation: Operation = operations[name];
  const { method, path } = operation;
  const handler: HttpHandler = async (request, context) => {
    const started = performance.now();
    const traceId = traceIdOf(context);
    const budget = new Budget();
    const sideEffect = sideEffects(context, name, traceId);
    const share = new RoomShare();
    let reply: Reply;
    try {
      const call = await readCall<N>(operation, request, { budget, sideEffect }, share);
      const answer = await run(call);
      const isUnchanged = method === 'GET' && isKnown(answer.etag, call.conditions.ifNoneMatch);
      reply = replyOf(isUnchanged ? 304 : (answer.status ?? operation.status), answer);
    } catch (error) {
      const problem = toProblem(error, traceId);
      if (problem.status >= 500) logFailure(context, name, traceId, error);
      reply = problemReply(problem, retryAfterOf(error));
    } finally {
      share.release();
    }
    const { body, ...head } = await encode(reply, request.headers.get('accept-encoding'));
    const durationMs = Math.round(performance.now() - started);
    const requestCharge = Math.round(budget.charge * 100) / 100;
    logCall(context, { operation: name, status: reply.status, durationMs, requestCharge, traceId });
    return request.method === 'HEAD' ? head : { ...head, body };
  };
  const methods = method === 'GET' ? (['GET', 'HEAD'] as const) : [method];
  app.http(name, { methods: [...methods], route: path, authLevel: 'anonymous', handler });
  return handler;
}

/** The W3C trace id where there is one, so that the platform's own telemetry is found by it. */
function traceIdOf({ traceContext, invocationId }: InvocationContext): string {
  return traceContext?.traceParent?.split('-')[1] ?? invocationId;
}
