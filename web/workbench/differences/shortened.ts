/** How many characters of a value are shown. */
export const SHOWN_MAX_LENGTH = 160;
/** How many of these come before the first difference. */
const LEAD_IN_LENGTH = 40;

/** Control characters, lone surrogates, bidi controls and white space. */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\s]+/gu;

/** Two texts, shortened to one line each so that their first difference is visible. */
export function shortenedPair(mine: string, theirs: string): [mine: string, theirs: string] {
  const differsAt = firstDifference(mine, theirs);
  const isSeenFromStart = differsAt < SHOWN_MAX_LENGTH - LEAD_IN_LENGTH;
  const start = isSeenFromStart ? 0 : differsAt - LEAD_IN_LENGTH;
  const [one, other] = [shortened(mine, start), shortened(theirs, start)];
  return [one, one === other ? `${other} (not quite the same)` : other];
}

/** A text from `start` on, shortened to one line. */
export function shortened(text: string, start = 0): string {
  const end = start + SHOWN_MAX_LENGTH;
  const piece = text.slice(start, end).replace(UNREADABLE, ' ').trim();
  return `${start > 0 ? '...' : ''}${piece}${end < text.length ? '...' : ''}`;
}

function firstDifference(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) if (one.charCodeAt(i) !== other.charCodeAt(i)) return i;
  return length;
}
