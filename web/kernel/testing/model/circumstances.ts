import type { Fault } from '../fake-api.ts';
import type { FakeTab } from '../fake-browser.ts';
import type { Seat, World } from './world.ts';

type Operation = (world: World, seat: Seat, tab: FakeTab) => void | Promise<void>;

/** By name, how often against the others, and what happens. */
export type Operations = Readonly<Record<string, readonly [weight: number, Operation]>>;

/** What nobody at the page does: network, server, sign-in, disk and browser. */
export const CIRCUMSTANCES: Operations = {
  dropRequest: [4, (_world, seat) => befall(seat, { kind: 'dropRequest' })],
  dropAnswer: [6, (_world, seat) => befall(seat, { kind: 'dropAnswer' })],
  duplicate: [3, (_world, seat) => befall(seat, { kind: 'duplicate' })],
  throttle: [
    3,
    (_world, seat) => {
      const outcome = { kind: 'throttled', retryAfterMs: 700 } as const;
      befall(seat, { kind: 'refuse', outcome });
    },
  ],
  unavailable: [
    3,
    ({ random }, seat) => {
      const outcome = { kind: 'unavailable', retryAfterMs: null } as const;
      befall(seat, { kind: 'refuse', outcome, afterwards: random.chance(0.5) });
    },
  ],
  brokenServer: [
    1,
    ({ random }, seat) => {
      const outcome = { kind: 'failed', message: 'It broke', traceId: 't' } as const;
      befall(seat, { kind: 'refuse', outcome, afterwards: random.chance(0.5) });
    },
  ],
  network: [
    5,
    (_world, _seat, { connectivity }) =>
      connectivity.happen(connectivity.online ? 'offline' : 'online'),
  ],
  signIn: [
    4,
    ({ random }, _seat, tab) => {
      if (tab.api.signedIn === 'alice') {
        tab.api.signedIn = random.pick([null, null, 'bob']);
      } else {
        tab.api.signedIn = random.chance(0.8) ? 'alice' : 'bob';
        tab.service.signedIn(tab.api.signedIn);
      }
    },
  ],
  quota: [
    3,
    ({ random }, _seat, { journal }) => {
      journal.fault = journal.fault === null ? random.pick(['quota', 'unresponsive']) : null;
    },
  ],
  hide: [
    3,
    (_world, _seat, { connectivity }) => {
      connectivity.happen(connectivity.visible ? 'hidden' : 'visible');
    },
  ],
  goAway: [
    3,
    async ({ clock }, seat, { connectivity }) => {
      connectivity.happen('hidden');
      connectivity.happen('pagehide');
      // A page is put away when its last work is done.
      await clock.advance(2_000);
      seat.away = true;
    },
  ],
};

/** The next request from here meets this. */
function befall(seat: Seat, fault: Fault): void {
  seat.fault = fault;
}
