import type { ImportQuestion, TableChoices } from '../../../workbench/ensembles/import/mapping.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';

export interface ImportQuestionsProps {
  questions: readonly ImportQuestion[];
  onChoose(shape: string, change: TableChoices): void;
}

/** What the files leave open. Nothing is added before it is answered. */
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
      class="ui-input import-date"
      aria-label="Day 0"
      onChange={({ currentTarget }) =>
        currentTarget.value && onChoose({ startDate: currentTarget.value })
      }
    />
  );
}
