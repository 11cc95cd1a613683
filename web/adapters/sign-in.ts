import { isOwnPath } from './own-path.ts';

const CHANNEL = 'holdfast:signed-in';
const RETURN_PATH_KEY = 'holdfast:return-path';

/**
 * Opens the sign-in in a second window, so that this page and its unsaved work stay.
 * @param signedIn called once, when that window reports that somebody signed in; whoever it was.
 * @returns stops listening.
 */
export function openSignInWindow(signedIn: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => {
    channel.close();
    signedIn();
  };
  window.open('/login', '_blank', 'popup,width=520,height=680');
  return () => channel.close();
}

/** Leaves this page for the sign-in and remembers where to come back to. For a start with nothing to lose. */
export function goToSignIn(): void {
  try {
    sessionStorage.setItem(RETURN_PATH_KEY, location.pathname + location.search);
  } catch {
    // Storage is switched off: the sign-in ends on the start page.
  }
  location.assign('/login');
}

/** What the page `/signed-in` does: tells the window that waits and closes, or goes back where it came from. */
export function finishSignIn(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('signed-in');
  channel.close();
  const path = takeReturnPath();
  if (path !== null) location.replace(path);
  else {
    window.close();
    // A window that no script opened stays open.
    location.replace('/');
  }
}

function takeReturnPath(): string | null {
  try {
    const path = sessionStorage.getItem(RETURN_PATH_KEY);
    sessionStorage.removeItem(RETURN_PATH_KEY);
    return path !== null && isOwnPath(path) ? path : null;
  } catch {
    return null;
  }
}
