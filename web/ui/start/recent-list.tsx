import type { ComponentChildren } from 'preact';
import { LibraryProblem } from '../app/library-problem.tsx';
import type { Loaded } from '../app/use-loaded.ts';
import { Button } from '../components/button.tsx';
import { onPlainClick } from '../components/plain-click.ts';

export interface RecentItem {
  readonly key: string;
  readonly href: string;
  readonly title: string;
  readonly details: string;
  open(): void;
}

/** The newest few of a list, each a link that also opens in a new tab, and a button to the rest. */
export function RecentList({
  title,
  empty,
  items,
  onAll,
  onRetry,
}: {
  title: string;
  empty: ComponentChildren;
  items: Loaded<readonly RecentItem[]>;
  onAll(): void;
  onRetry(): void;
}) {
  return (
    <section class="start-section">
      <header class="start-section-header">
        <h2>{title}</h2>
        <Button variant="quiet" onClick={onAll}>
          Show all
        </Button>
      </header>
      <div class="start-list" aria-busy={items.kind === 'loading'}>
        {items.kind === 'loading' && <p class="start-note muted">Loading...</p>}
        {items.kind === 'failed' && <LibraryProblem error={items.error} onRetry={onRetry} />}
        {items.kind === 'loaded' && items.value.length === 0 && (
          <p class="start-note muted">{empty}</p>
        )}
        {items.kind === 'loaded' && items.value.length > 0 && (
          <ul>
            {items.value.map((item) => (
              <li key={item.key}>
                <a class="start-item" href={item.href} onClick={onPlainClick(item.open)}>
                  <span class="truncate">{item.title}</span>
                  <span class="muted small numeric">{item.details}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
