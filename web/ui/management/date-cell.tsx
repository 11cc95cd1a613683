import type { ComponentChildren } from 'preact';
import { dateTime, shortDateTime } from '../components/format.ts';

/** A moment, short, with the whole of it as a tooltip. */
export function DateCell({ date, children }: { date: string; children?: ComponentChildren }) {
  return (
    <td class="management-date numeric" title={dateTime(date)}>
      {shortDateTime(date)}
      {children}
    </td>
  );
}
