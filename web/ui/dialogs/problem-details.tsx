import type { Problem } from '../../kernel/index.ts';
import { LargestParts } from './largest-parts.tsx';

/** What exactly is wrong, line by line; for what is too large, what takes the space. */
export function ProblemDetails({
  problem,
  details,
}: {
  problem: Problem;
  details: readonly string[];
}) {
  return (
    <>
      {details.length > 0 && (
        <ul class="dialog-details">
          {details.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {problem.kind === 'tooLarge' && <LargestParts />}
    </>
  );
}
