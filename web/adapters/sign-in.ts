import { attempt } from './entries.ts';
import type { User } from './who.ts';

const CHANNEL = 'holdfast:signed-in';
const RETURN_KEY = 'holdfast:return';

/** The address if it surely stays on this site, else the start page. */
export function safeReturn(address: string | null): string {
  // An encoded backslash or control character may be decoded on the way and lead to another host.
  const stays = /^\/(?![/\\])[\w\-./~?=&%+:@,#]*$/.test(address ?? '');
  return stays && !/%(5c|2f|[01]|7f)/i.test(address ?? '') ? (address ?? '/') : '/';
}

/** Signing in and out of this site. Listeners hear of a sign-in in a second window, whichever tab opened it. */
export function createSignIn() {
  return {
    /** Leaves this page and comes back to its address: for a start that has nothing to lose. */
    leaveToSignIn(): void {
      remember(location.pathname + location.search);
      location.assign('/login');
    },
    openWindow(): void {
      window.open('/login', '_blank', 'popup,width=520,height=680');
    },
    subscribe(listener: (user: User) => void): () => void {
      const channel = new BroadcastChannel(CHANNEL);
      channel.onmessage = ({ data }: MessageEvent<User>) => listener(data);
      return () => channel.close();
    },
    leaveToSignOut(): void {
      location.assign('/logout');
    },
  };
}

/** What the page `/signed-in` does: tells the tabs that wait, then goes back where it came from or closes. */
export function finishSignIn(user: User): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(user);
  channel.close();
  const address = takeReturn();
  if (address === null) window.close();
  // A window that no script opened does not close.
  location.replace(safeReturn(address));
}

/** Where storage is switched off, the sign-in ends on the start page. */
function remember(address: string): void {
  attempt(() => sessionStorage.setItem(RETURN_KEY, address), undefined);
}

function takeReturn(): string | null {
  return attempt(() => {
    const address = sessionStorage.getItem(RETURN_KEY);
    sessionStorage.removeItem(RETURN_KEY);
    return address;
  }, null);
}
