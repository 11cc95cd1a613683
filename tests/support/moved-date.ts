/**
 * Set-up of the unit tests: DATE_MOVED_BY_DAYS, a number that may be negative, moves the date that the tested code
 * sees. `TZ` sets its time zone. Test files share a worker, in which this runs once for each file, so it keeps the
 * real date: a moved date must not be moved again.
 */
const DAY_MS = 86_400_000;

const movedMs = Number(process.env.DATE_MOVED_BY_DAYS ?? 0) * DAY_MS;

const remembered = globalThis as typeof globalThis & { RealDate?: DateConstructor };

if (movedMs !== 0) {
  const RealDate = remembered.RealDate ?? Date;
  remembered.RealDate = RealDate;
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
