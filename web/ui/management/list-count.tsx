import { counted } from '../components/format.ts';
import type { List } from './use-list.ts';

/** How many there are, as far as that is known without asking for more. */
export function ListCount({ list, noun }: { list: List<unknown>; noun: string }) {
  return (
    <p class="management-count small muted" role="status">
      {list.state === 'loaded' && countWords(list.items.length, list.hasMore, noun)}
    </p>
  );
}

/** "12 sessions"; "First 50 sessions" where more come as one scrolls. */
export function countWords(loaded: number, hasMore: boolean, noun: string): string {
  return `${hasMore ? 'First ' : ''}${counted(loaded, noun)}`;
}
