/** Effects of the fault proxy. Each happens before or after the target has handled the request. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect } from './fault-proxy.ts';

/** Resets the connection once the headers have arrived; the target sees nothing. */
export const resetBefore = (): Effect => async (strike) => strike.reset();

/** Resets after the first bytes of the body; the target sees nothing. */
export const resetInBody = (): Effect => async (strike) => {
  await new Promise((resolve) => {
    strike.incoming.once('data', resolve);
    strike.incoming.once('end', resolve);
  });
  strike.reset();
};

/** Resets once the whole request has arrived; the target sees nothing. */
export const resetAfterBody = (): Effect => async (strike) => {
  await strike.read();
  strike.reset();
};

/** The target handles the request, but the connection is reset instead of a response. */
export const lostAnswer = (): Effect => async (strike) => {
  await strike.pass();
  strike.reset();
};

/** The target handles the request; half of its response arrives, then the connection is reset. */
export const resetInAnswer = (): Effect => async (strike) => {
  const { status, headers, body } = await strike.pass();
  const { 'transfer-encoding': _, ...plain } = headers;
  strike.outgoing.writeHead(status, { ...plain, 'content-length': String(body.byteLength) });
  strike.outgoing.write(body.subarray(0, body.byteLength / 2), () => strike.reset());
};

/** Sends a response of its own; the target sees nothing. */
export const answer =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Effect =>
  async (strike) => {
    await strike.read();
    strike.reply({ status, headers, body: Buffer.from(body) });
  };

/** The target handles the request; the client gets another response instead of the target's. */
export const answerAfter =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Effect =>
  async (strike) => {
    await strike.pass();
    strike.reply({ status, headers, body: Buffer.from(body) });
  };

/** The target handles the request; its response is truncated but looks complete. */
export const truncatedAnswer = (): Effect => async (strike) => {
  const { body, ...rest } = await strike.pass();
  strike.reply({ ...rest, body: body.subarray(0, Math.floor(body.byteLength / 2)) });
};

/** The target handles the request; its response arrives with another content type. */
export const wrongContentType =
  (contentType = 'text/html'): Effect =>
  async (strike) => {
    const { headers, ...rest } = await strike.pass();
    strike.reply({ ...rest, headers: { ...headers, 'content-type': contentType } });
  };

/** Forwards the request after `milliseconds`. */
export const delayed =
  (milliseconds: number): Effect =>
  (strike) =>
    held(sleep(milliseconds))(strike);

/** Forwards the request once `until` resolves, so that a test can control the order. */
export const held =
  (until: Promise<unknown>): Effect =>
  async (strike) => {
    await until;
    strike.reply(await strike.pass());
  };

/** The target handles the request at once; its response arrives once `until` resolves. */
export const heldAnswer =
  (until: Promise<unknown>): Effect =>
  async (strike) => {
    const passed = await strike.pass();
    await until;
    strike.reply(passed);
  };
