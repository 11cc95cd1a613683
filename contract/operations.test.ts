import { describe, expect, it } from 'vitest';
import { type Operation, operations } from './operations.ts';

const withBody = Object.entries<Operation>(operations).filter(([, { body }]) => body);

describe('The body of', () => {
  it.each(withBody)('%s refuses unknown fields', (_, { body }) => {
    const { error } = body?.safeParse({ desciption: 'x' }) ?? {};
    expect(error?.issues).toContainEqual(
      expect.objectContaining({ code: 'unrecognized_keys', keys: ['desciption'] }),
    );
  });
});

describe('The path of', () => {
  it.each(Object.entries<Operation>(operations))(
    '%s contains its parameters',
    (_, { path, params }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const shape = (params as { shape?: object } | undefined)?.shape ?? {};
      expect(Object.keys(shape).sort()).toEqual(inPath.sort());
    },
  );
});
