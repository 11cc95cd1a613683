import { attempt } from './entries.ts';
import type { User } from './who.ts';

const CHANNEL = 'holdfast:signed-in';
const RETURN_KEY = 'holdfast:return';

/** Returns the address if it is certainly on this site, else that of the start page. */
export function safeReturn(address: string | null): string {
  // An encoded slash, backslash or control character may be decoded later and lead to another host.
  const stays = /^\/(?![/\\])[\w\-./~?=&%+:@,#]*$/.test(address ?? '');
  return stays && !/%(5c|2f|[01]|7f)/i.test(address ?? '') ? (address ?? '/') : '/';
}

/** Signs in and out. Listeners are called after a sign-in in another window, whichever tab opened it. */
export function createSignIn() {
  return {
    /** Leaves this page and returns to its address after the sign-in. Only for a page without unsaved work. */
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

/** For the page `/signed-in`: notifies the waiting tabs, then returns to the address before, or closes. */
export function finishSignIn(user: User): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(user);
  channel.close();
  const address = takeReturn();
  if (address === null) window.close();
  // Only a window that a script opened can be closed.
  location.replace(safeReturn(address));
}

/** If storage is disabled, the sign-in ends on the start page. */
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
