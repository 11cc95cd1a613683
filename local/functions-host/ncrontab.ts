/**
 * Parses the schedules of timer functions like Azure Functions (NCRONTAB): six fields, or five without seconds,
 * in UTC. `0 30 3 * * *` is every day at 03:30:00. A field is `*`, a number, a range `1-5`, any of these with a
 * step `0/15`, or a list of these; months and days of the week may be names. Unlike in cron, day and day of the
 * week must both match.
 * Not supported and refused: time spans as schedules, and `WEBSITE_TIME_ZONE`.
 */

const FIELDS = [
  { name: 'second', least: 0, most: 59 },
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec' },
  { name: 'day of the week', least: 0, most: 6, names: 'sun mon tue wed thu fri sat' },
] as const;

type Field = (typeof FIELDS)[number];

const DAY_MS = 86_400_000;
/** 29 February falls on a given day of the week at least every 40 years, even across a century without a leap day. */
const MOST_DAYS = 40 * 366;

/** The first scheduled time after `after`. */
export type Schedule = (after: Date) => Date;

/** Throws if the schedule is not supported or never matches. */
export function parseSchedule(text: string): Schedule {
  const parts = text.trim().split(/\s+/);
  if (parts.length === 5) parts.unshift('0');
  if (parts.length !== FIELDS.length) throw new Error(`"${text}" is not a schedule of six fields.`);
  const [seconds, minutes, hours, days, months, weekdays] = FIELDS.map((field, index) =>
    parseField(parts[index] ?? '', field, text),
  ) as [number[], number[], number[], number[], number[], number[]];

  const isDue = (day: Date) =>
    days.includes(day.getUTCDate()) &&
    months.includes(day.getUTCMonth() + 1) &&
    weekdays.includes(day.getUTCDay());
  const timesOfDay = hours.flatMap((hour) =>
    minutes.flatMap((minute) =>
      seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1000),
    ),
  );

  return (after) => {
    const today = Math.floor(after.getTime() / DAY_MS) * DAY_MS;
    for (let day = today; day <= today + MOST_DAYS * DAY_MS; day += DAY_MS) {
      if (!isDue(new Date(day))) continue;
      const time = timesOfDay.find((each) => day + each > after.getTime());
      if (time !== undefined) return new Date(day + time);
    }
    throw new Error(`The schedule "${text}" never matches.`);
  };
}

/** All values that a field matches, sorted. */
function parseField(text: string, field: Field, whole: string): number[] {
  const values = text.split(',').flatMap((part) => parsePart(part, field, whole));
  return [...new Set(values)].sort((a, b) => a - b);
}

function parsePart(part: string, field: Field, whole: string): number[] {
  const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
  const least = from === '*' ? field.least : valueIn(from, field);
  const open = from === '*' || step !== undefined ? field.most : least;
  const most = to === undefined ? open : valueIn(to, field);
  const by = Number(step ?? 1);
  if (!(least >= field.least && most <= field.most && least <= most && by > 0)) {
    throw new Error(`In the schedule "${whole}", "${part}" is not a valid ${field.name}.`);
  }
  const values = [];
  for (let value = least; value <= most; value += by) values.push(value);
  return values;
}

function valueIn(text: string, field: Field): number {
  const names: readonly string[] = 'names' in field ? field.names.split(' ') : [];
  const index = names.indexOf(text.toLowerCase());
  if (index >= 0) return index + field.least;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
