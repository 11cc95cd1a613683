import { app, type HttpHandler, type InvocationContext } from '@azure/functions';
import { type Operation, type OperationName, operations } from '../../contract/operations.ts';
import { Budget } from '../store/budget.ts';
import { type Answer, encodeAnswer, encodeProblem } from './answer.ts';
import { RoomShare } from './body-room.ts';
import { type Call, readCall } from './call.ts';
import { logCall, logFailure } from './log.ts';
import { retryAfterOf, toProblem } from './problem.ts';
import { sideEffects } from './side-effect.ts';

/**
 * Registers the function that serves an operation, with the method and path of the operation table:
 * parse the call, run, encode the answer. Whatever is thrown on the way becomes a problem answer.
 */
export function endpoint<N extends OperationName>(
  name: N,
  run: (call: Call<N>) => Promise<Answer>,
): HttpHandler {
  const operation: Operation = operations[name];
  const handler: HttpHandler = async (request, context) => {
    const started = performance.now();
    const traceId = traceIdOf(context);
    const budget = new Budget();
    const sideEffect = sideEffects(context, name, traceId);
    const share = new RoomShare();
    const acceptEncoding = request.headers.get('accept-encoding');
    let status: number = operation.status;
    try {
      const call = await readCall<N>(operation, request, { budget, sideEffect }, share);
      const answer = await run(call);
      status = answer.status ?? status;
      return await encodeAnswer(status, answer, acceptEncoding);
    } catch (error) {
      const problem = toProblem(error, traceId);
      status = problem.status;
      if (status >= 500) logFailure(context, name, traceId, error);
      return await encodeProblem(problem, retryAfterOf(error), acceptEncoding);
    } finally {
      share.release();
      const durationMs = Math.round(performance.now() - started);
      const requestCharge = Math.round(budget.charge * 100) / 100;
      logCall(context, { operation: name, status, durationMs, requestCharge, traceId });
    }
  };
  const { method, path } = operation;
  app.http(name, { methods: [method], route: path, authLevel: 'anonymous', handler });
  return handler;
}

/** The W3C trace id where there is one, so that the platform's own telemetry is found by it. */
function traceIdOf({ traceContext, invocationId }: InvocationContext): string {
  return traceContext?.traceParent?.split('-')[1] ?? invocationId;
}
