import type { ImportQuestion, TableChoices } from '../../../workbench/ensembles/import/mapping.ts';
import type { ImportProblem } from '../../../workbench/ensembles/import/problems.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';

interface ImportQuestionsProps {
  questions: readonly ImportQuestion[];
  onChoose(shape: string, change: TableChoices): void;
}

/** Questions that the files leave open. Nothing is added before they are answered. */
export function ImportQuestions({ questions, onChoose }: ImportQuestionsProps) {
  return (
    <>
      {questions.map(({ kind, shape, text }) => (
        <Banner
          key={`${kind} ${shape}`}
          tone="warning"
          actions={<Answers kind={kind} onChoose={(change) => onChoose(shape, change)} />}
        >
          {text}
        </Banner>
      ))}
    </>
  );
}

function Answers({
  kind,
  onChoose,
}: {
  kind: ImportQuestion['kind'];
  onChoose(change: TableChoices): void;
}) {
  if (kind === 'decimal') {
    return (
      <>
        <Button onClick={() => onChoose({ decimal: '.' })}>A point before decimals</Button>
        <Button onClick={() => onChoose({ decimal: ',' })}>A comma before decimals</Button>
      </>
    );
  }
  if (kind === 'date order') {
    return (
      <>
        <Button onClick={() => onChoose({ dateOrder: 'day first' })}>Day first</Button>
        <Button onClick={() => onChoose({ dateOrder: 'month first' })}>Month first</Button>
      </>
    );
  }
  return (
    <input
      type="date"
      max="9999-12-31"
      class="ui-input import-date"
      aria-label="Day 0"
      onChange={({ currentTarget }) =>
        currentTarget.value && onChoose({ startDate: currentTarget.value })
      }
    />
  );
}

/** The problems found; similar ones are shown once, with the first line they occur in. */
export function ImportProblems({ problems }: { problems: readonly ImportProblem[] }) {
  return (
    <div class="import-scroll">
      <table class="import-table import-problems">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Line</th>
            <th scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ file, line, message, more }) => (
            <tr key={`${file}:${line}:${message}`}>
              <td>{file}</td>
              <td class="numeric">{line ?? ''}</td>
              <td>
                {message}
                {more > 0 && <span class="muted"> And {more} more like it.</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
