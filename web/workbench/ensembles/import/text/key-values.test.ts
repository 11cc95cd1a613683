import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile, readFiles } from '../../../testing/csv.ts';

/** What a file is read as: names and values in order, or why it is refused. */
async function meaningOf(text: string) {
  const { groups, problems, questions } = await readFiles([csvFile(text, 'parameters.txt')]);
  const [group] = groups;
  return {
    names: group?.columns.map(({ header }) => header),
    values: group?.rows,
    problems: problems.map(({ message }) => message),
    questions: questions.length,
  };
}

const key = fc.stringMatching(/^[A-Z][A-Z:_]{0,8}$/);
// Three digits after the mark could be thousands.
const fraction = fc
  .tuple(fc.integer({ min: -9999, max: 9999 }), fc.constantFrom('5', '25', '0625', '75e-3'))
  .map(([whole, part]) => `${whole}.${part}`);
const value = fc.oneof(fraction, fc.integer().map(String), fc.constantFrom('low', 'high'));
/** The first line has a number with a decimal mark. */
const pairs = fc
  .uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 12 })
  .chain((others) => fc.tuple(fc.constant(others), fraction))
  .map(([others, first]) => [['FIRST_KEY', first] as [string, string], ...others]);

describe('Lines of keys and values', () => {
  it('mean the same with decimal commas, tabs, minus signs, any line ends, and a line twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        pairs,
        fc.constantFrom(' ', '   ', '\t', ' \t '),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('-', '\u2212'),
        fc.boolean(),
        async (lines, gap, end, minus, isTwice) => {
          const plain = lines.map(([name, text]) => `${name} ${text}`).join('\n');
          const written = [...lines, ...(isTwice ? lines.slice(0, 1) : [])].map(
            ([name, text]) => `${name}${gap}${text.replace('.', ',').replaceAll('-', minus)}`,
          );
          const meaning = await meaningOf(plain);
          expect(meaning).toMatchObject({ names: lines.map(([name]) => name), problems: [] });
          expect(await meaningOf(written.join(end))).toEqual(meaning);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('may begin with a word', async () => {
    expect(await meaningOf('NAME high\nPORO 0,25\nPERM 1,5\n')).toMatchObject({
      names: ['NAME', 'PORO', 'PERM'],
      values: [['high', '0.25', '1.5']],
    });
  });

  it('with three digits after every comma lead to a question', async () => {
    expect((await meaningOf('PORO 1,250\nPERM 3,125\n')).questions).toBe(1);
    expect((await meaningOf('PORO 1,250\nPERM 3,12\n')).questions).toBe(0);
  });

  it.each([
    ['names above the values', 'WELL\tPORO\nA\t0,25\nB\t0,3\n', ['WELL', 'PORO']],
    ['numbers in front', 'REAL\tPORO\n0\t0,25\n1\t0,3\n', ['REAL', 'PORO']],
    ['numbers in front, and blanks', 'REAL PORO\n0 0,25\n1 0,3\n', ['REAL', 'PORO']],
    ['names and units above the values', 'PORO PERM\nfrac mD\n-3517,1 0,5\n', ['PORO', 'PERM']],
  ])('are none if they have %s', async (_, text, names) => {
    expect((await meaningOf(text)).names).toEqual(names);
  });
});
