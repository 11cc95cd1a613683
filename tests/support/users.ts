import { randomUUID } from 'node:crypto';
import { authCookie, type Principal, principalOf } from '../../local/site/auth-cookie.ts';

/** A signed-in user. `userId` is the owner id in the database, `userDetails` the name on screen. */
export type User = Principal;

/** The people of the local sign-in page. Tests that count or list things use `newUser` instead. */
export const alice: User = principalOf('Alice');
export const bob: User = principalOf('Bob');
export const carol: User = principalOf('Carol');

/** A user that no other test uses. */
export function newUser(name = 'Somebody'): User {
  return principalOf(`${name} ${randomUUID().slice(0, 8)}`);
}

/** The header with which the site tells the functions who is calling; for requests directly to the functions. */
export function principalHeader(user: User): { 'x-ms-client-principal': string } {
  return {
    'x-ms-client-principal': Buffer.from(JSON.stringify(user)).toString('base64'),
  };
}

/** `Cookie` header, as `name=value`, of a signed-in user; for requests to the site. */
export function cookieFor(user: User): string {
  return authCookie(user);
}
