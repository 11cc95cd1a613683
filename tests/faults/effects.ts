/** What the fault proxy can do to a request. Each is done before or after the target has done its work. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect } from './fault-proxy.ts';

/** Resets the connection as soon as the headers have come; the target sees nothing. */
export const resetBefore = (): Effect => async (strike) => strike.reset();

/** Resets after the first bytes of the body; the target sees nothing. */
export const resetInBody = (): Effect => async (strike) => {
  await new Promise((resolve) => {
    strike.incoming.once('data', resolve);
    strike.incoming.once('end', resolve);
  });
  strike.reset();
};

/** Resets when the whole request has come; the target sees nothing. */
export const resetAfterBody = (): Effect => async (strike) => {
  await strike.read();
  strike.reset();
};

/** The target does it, but the client never hears: the connection is reset instead of an answer. */
export const lostAnswer = (): Effect => async (strike) => {
  await strike.pass();
  strike.reset();
};

/** The target does it; half of its answer arrives, then the connection is reset. */
export const resetInAnswer = (): Effect => async (strike) => {
  const { status, headers, body } = await strike.pass();
  const { 'transfer-encoding': _, ...plain } = headers;
  strike.outgoing.writeHead(status, { ...plain, 'content-length': String(body.byteLength) });
  strike.outgoing.write(body.subarray(0, body.byteLength / 2), () => strike.reset());
};

/** An answer of our own; the target sees nothing. */
export const answer =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Effect =>
  async (strike) => {
    await strike.read();
    strike.reply({ status, headers, body: Buffer.from(body) });
  };

/** The target does it; the client gets an answer of our own instead of the target's. */
export const answerAfter =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Effect =>
  async (strike) => {
    await strike.pass();
    strike.reply({ status, headers, body: Buffer.from(body) });
  };

/** The target does it; its answer arrives cut in the middle, but as if it were whole. */
export const truncatedAnswer = (): Effect => async (strike) => {
  const { body, ...rest } = await strike.pass();
  strike.reply({ ...rest, body: body.subarray(0, Math.floor(body.byteLength / 2)) });
};

/** The target does it; its answer arrives under another content type. */
export const wrongContentType =
  (contentType = 'text/html'): Effect =>
  async (strike) => {
    const { headers, ...rest } = await strike.pass();
    strike.reply({ ...rest, headers: { ...headers, 'content-type': contentType } });
  };

/** Passes on after `milliseconds`. */
export const delayed =
  (milliseconds: number): Effect =>
  (strike) =>
    held(sleep(milliseconds))(strike);

/** Passes on as soon as `until` is fulfilled: for tests that decide themselves what comes first. */
export const held =
  (until: Promise<unknown>): Effect =>
  async (strike) => {
    await until;
    strike.reply(await strike.pass());
  };

/** The target does it at once; its answer arrives as soon as `until` is fulfilled. */
export const heldAnswer =
  (until: Promise<unknown>): Effect =>
  async (strike) => {
    const passed = await strike.pass();
    await until;
    strike.reply(passed);
  };
