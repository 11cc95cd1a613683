import { randomUUID } from 'node:crypto';
import { authCookie, type Principal, principalOf } from '../../local/site/auth-cookie.ts';

/** Somebody who is signed in. `userId` is the owner id in the database, `userDetails` the name on screen. */
export type User = Principal;

/** The people of the local sign-in page. Tests that count or list things use `newUser` instead. */
export const alice: User = principalOf('Alice');
export const bob: User = principalOf('Bob');
export const carol: User = principalOf('Carol');

/** A user whom no other test has. */
export function newUser(name = 'Somebody'): User {
  return principalOf(`${name} ${randomUUID().slice(0, 8)}`);
}

/** The header in which the site tells the functions who calls; for requests straight to the functions. */
export function principalHeader(user: User): { 'x-ms-client-principal': string } {
  return {
    'x-ms-client-principal': Buffer.from(JSON.stringify(user)).toString('base64'),
  };
}

/** `Cookie` header, as `name=value`, of somebody who has signed in; for requests to the site. */
export function cookieFor(user: User): string {
  return authCookie(user);
}
