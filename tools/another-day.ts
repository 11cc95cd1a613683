/** A random day and time zone for the tests. */
export interface Day {
  /** How far the date is shifted, in days. */
  readonly movedBy: number;
  readonly zone: string;
}

const MOVED_AT_MOST_DAYS = 400;
const DAY_MS = 86_400_000;

export function drawDay(): Day {
  const zones = Intl.supportedValuesOf('timeZone');
  return {
    movedBy: Math.round((Math.random() * 2 - 1) * MOVED_AT_MOST_DAYS),
    zone: zones[Math.floor(Math.random() * zones.length)] ?? 'UTC',
  };
}

/** The environment variables that the test setup reads. */
export function environmentOf({ movedBy, zone }: Day): Record<string, string> {
  return { DATE_MOVED_BY_DAYS: String(movedBy), TZ: zone };
}

/** "12 March 2027 in Asia/Kathmandu; again with: DATE_MOVED_BY_DAYS=104 TZ=Asia/Kathmandu npm test -- unit" */
export function dayWords(day: Day): string {
  const date = new Date(Date.now() + day.movedBy * DAY_MS);
  const words = date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: day.zone });
  const setting = Object.entries(environmentOf(day)).map((pair) => pair.join('='));
  return `${words} in ${day.zone}; again with: ${setting.join(' ')} npm test -- unit`;
}
