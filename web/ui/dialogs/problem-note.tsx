import { useMemo } from 'preact/hooks';
import type { Problem } from '../../kernel/index.ts';
import { largestParts } from '../../workbench/content/largest-parts.ts';
import { useApp } from '../app/app-model.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { explainProblem } from '../words/explain-problem.ts';
import { bytes } from '../words/format.ts';

/** A problem inside a dialog that can be sent again. `work` says where the person's work is meanwhile. */
export function ProblemNote({ problem, work }: { problem: Problem; work: string }) {
  const { ports } = useApp();
  const { title, text, details, help } = explainProblem(problem, work);
  return (
    <Banner
      tone="danger"
      actions={
        help === 'signIn' && (
          <Button onClick={() => ports.signIn.openWindow()}>Sign in in a new window</Button>
        )
      }
    >
      <strong>{title}.</strong> {text}
      <ProblemDetails problem={problem} details={details} />
    </Banner>
  );
}

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

const SHOWN_PARTS = 5;

/** What takes the most space in the open session, by name. */
function LargestParts() {
  const content = useApp().workbench.content.value;
  const largest = useMemo(() => largestParts(content).slice(0, SHOWN_PARTS), [content]);
  return (
    <>
      <p>What takes the most space, before compression:</p>
      <ul class="dialog-details">
        {largest.map(({ label, count, size }) => (
          <li key={label}>
            {label}
            {count > 1 && ` (${count})`}: {bytes(size)}
          </li>
        ))}
      </ul>
    </>
  );
}
