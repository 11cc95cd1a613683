/**
 * Set-up of the unit tests: DATE_MOVED_BY_DAYS, a number that may be negative, moves the date that the code
 * under test is told. `TZ` sets its zone.
 */
const DAY_MS = 86_400_000;

const movedMs = Number(process.env.DATE_MOVED_BY_DAYS ?? 0) * DAY_MS;

if (movedMs !== 0) {
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct(target, args, newTarget) {
      const parts = args.length === 0 ? [RealDate.now() + movedMs] : args;
      return Reflect.construct(target, parts, newTarget);
    },
    apply: () => new Date().toString(),
    get: (target, name) =>
      name === 'now' ? () => RealDate.now() + movedMs : Reflect.get(target, name),
  });
}
