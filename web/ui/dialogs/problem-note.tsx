import type { Problem } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { explainProblem } from '../app/explain-problem.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { ProblemDetails } from './problem-details.tsx';

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
