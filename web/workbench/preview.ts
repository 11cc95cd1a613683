import type { PersistenceService, State } from '../kernel/index.ts';
import type { SessionContent } from './content/schema.ts';
import { Workbench } from './workbench.ts';

/**
 * A workbench that shows one content and can change nothing: to look at a version of a session, apart from the
 * session that is open. Nothing of it is kept anywhere.
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
  // What is read-only asks its persistence for nothing else.
  const persistence = { state, subscribe: () => () => {} } as Pick<
    PersistenceService<SessionContent>,
    'state' | 'subscribe'
  > as PersistenceService<SessionContent>;
  return new Workbench({ persistence, now, assets });
}
