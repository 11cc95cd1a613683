import { expect, it } from 'vitest';
import { templateContent } from '../content/template-contents.ts';
import { addDashboard } from '../edits/dashboards.ts';
import { contentDifferences } from './content-differences.ts';

const metadata = { title: 'Field', description: null };
const content = templateContent('field-overview');

it('lists nothing for two equal versions', () => {
  const version = { metadata, content };
  const copy = { metadata: { ...metadata }, content: structuredClone(content) };
  expect(contentDifferences(version, copy)).toEqual([]);
});

it('names what was added, removed or changed, including the title', () => {
  const later = {
    metadata: { title: 'Field B', description: null },
    content: addDashboard(content, 'Drafts'),
  };
  const changes = contentDifferences({ metadata, content }, later);
  expect(changes.map(({ label, change }) => [label, change])).toEqual(
    expect.arrayContaining([
      ['Title and description', 'changed'],
      ["Dashboard 'Drafts'", 'added'],
    ]),
  );
  const back = contentDifferences(later, { metadata, content });
  expect(back.find(({ label }) => label === "Dashboard 'Drafts'")?.change).toBe('removed');
  const title = changes.find(({ name }) => name === 'metadata');
  expect(title?.fields).toEqual([expect.objectContaining({ mine: 'Field', theirs: 'Field B' })]);
});
