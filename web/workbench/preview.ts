import type { PersistenceService, State } from '../kernel/index.ts';
import type { SessionContent } from './content/schema.ts';
import { Workbench } from './workbench.ts';

/**
 * A read-only workbench for one content, to look at another version of a session beside the open one. It stores
 * nothing.
 */
export function previewOf(
  content: SessionContent,
  title: string,
  { now, assets }: Pick<Workbench, 'now' | 'assets'>,
): Workbench {
  const state: State<SessionContent> = {
    kind: 'Loaded',
    mode: 'snapshot',
    metadata: {
      id: '',
      ownerId: '',
      ownerName: null,
      title,
      description: null,
      createdAt: '',
      contentHash: '',
    },
    content,
  };
  // A read-only workbench uses no other members.
  const persistence = { state, subscribe: () => () => {} } as Pick<
    PersistenceService<SessionContent>,
    'state' | 'subscribe'
  > as PersistenceService<SessionContent>;
  return new Workbench({ persistence, now, assets });
}
