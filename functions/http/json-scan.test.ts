import { describe, expect, it } from 'vitest';
import { BadRequest } from './errors.ts';
import { scanBody } from './json-scan.ts';

const check = (text: string) => () => scanBody(Buffer.from(text));

describe('A body', () => {
  it.each([
    ['nothing', ''],
    ['a document', '{"title":"A","description":null,"content":"{\\"a\\":[1]}"}'],
    ['8 levels', `${'['.repeat(8)}${']'.repeat(8)}`],
    ['many adjacent lists', `[${'[[]],'.repeat(3_000)}0]`],
    ['20,000 tokens', `[${'0,'.repeat(19_999)}0]`],
    ['brackets in a string', `{"content":"${'[{,:'.repeat(50_000)}"}`],
    ['brackets after an escaped quote', `{"content":"\\"${'['.repeat(50_000)}"}`],
    ['brackets in UTF-8', `{"content":"é😀${'['.repeat(50_000)}"}`],
    ['a string that never ends', `"${'['.repeat(50_000)}`],
    ['a string that ends in a backslash', `"${'['.repeat(50_000)}\\`],
  ])('with %s may be parsed', (_, text) => {
    expect(check(text)).not.toThrow();
  });

  it.each([
    ['9 levels of lists', '['.repeat(9), 'nested more than 8 deep'],
    ['9 levels of objects', '{"a":'.repeat(9), 'nested more than 8 deep'],
    ['20,001 commas and opening brackets', `[${'0,'.repeat(20_000)}0]`, 'more than 20000'],
    ['20,001 opening brackets', '[]'.repeat(20_001), 'more than 20000'],
    ['20,001 empty objects', '{}'.repeat(20_001), 'more than 20000'],
    ['20,001 colons', ':'.repeat(20_001), 'more than 20000'],
    ['brackets after an escaped backslash', `"\\\\"${'['.repeat(9)}`, 'nested'],
    ['brackets after a string', `"a"${'['.repeat(9)}`, 'nested'],
  ])('with %s is refused before it is parsed', (_, text, words) => {
    expect(check(text)).toThrow(BadRequest);
    expect(check(text)).toThrow(words);
  });
});

describe('The content of a request body', () => {
  const contentOf = (text: string) => {
    const json = Buffer.from(text);
    const span = scanBody(json);
    return span && String(json.subarray(span.start, span.end));
  };

  it.each([
    ['{"content":"a"}', '"a"'],
    ['{"content":""}', '""'],
    ['{ "content" : "a" }', '"a"'],
    ['{"title":"content","content":"a"}', '"a"'],
    ['{"title":{"content":"b"},"content":"a"}', '"a"'],
    ['{"assets":["content","b"],"content":"\\"a\\\\"}', '"\\"a\\\\"'],
    ['{"content":"é😀","title":"b"}', '"é😀"'],
    ['{"content":"b","content":"a"}', '"a"'],
    ['{"content":"never ends', '"never ends'],
  ])('is found in %s', (text, content) => {
    expect(contentOf(text)).toBe(content);
  });

  it.each([
    '',
    '"content"',
    '{"content":null}',
    '{"content":null,"title":"a"}',
    '{"content":["a"]}',
    '{"content":{"a":"b"}}',
    '{"contents":"a"}',
    '{"c\\u006fntent":"a"}',
    '{"title":"content"}',
    '{"title":{"content":"a"}}',
    '[["content":"a"]]',
  ])('is not found in %s', (text) => {
    expect(contentOf(text)).toBeUndefined();
  });
});
