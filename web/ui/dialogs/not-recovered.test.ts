import { expect, test } from 'vitest';
import { notRecoveredWords } from './not-recovered.ts';

test('Work that is not here may be saved already, or somewhere else', () => {
  expect(notRecoveredWords({ kind: 'notFound' })).toMatch(
    /is not on this device\. It was saved, recovered or discarded meanwhile, or it is in another browser/,
  );
});

test('Work that cannot be opened is still there, and it is said why and where', () => {
  for (const [problem, why] of [
    [{ kind: 'damaged' }, 'Its data is damaged.'],
    [{ kind: 'heldElsewhere' }, 'Another tab has it open.'],
  ] as const) {
    const words = notRecoveredWords(problem);
    expect(words).toContain(`was not recovered. ${why}`);
    expect(words).toContain('Nothing of it was deleted');
  }
});
