import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { operations } from '../../contract/operations.ts';
import { ROOT } from '../../local/root.ts';

const page = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');
const BLOCK_END = '\n--- end of block ---\n';

/** The calls on the page, in order, each with the response that is shown below it. */
const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```(?:\n\n```json\n([\s\S]*?)```)?/g)].map(
  ([, call = '', answer]) => ({ call, answer }),
);

describe('docs/api.md', () => {
  it('has a heading and a call for every operation', () => {
    const missing = Object.keys(operations).filter((name) => !page.includes(`\n### ${name}\n`));
    expect(missing).toEqual([]);
  });

  it.runIf(canRun())('shows calls that work, and responses of the right shape', async () => {
    const calls = blocks.map(({ call }) => call).join(`printf '%s' '${BLOCK_END}'\n`);
    const script = calls.replace('http://localhost:4280', inject('stack').url);
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script]);
    const answers = stdout.split(BLOCK_END);
    expect(answers).toHaveLength(blocks.length);
    for (const [index, { call, answer }] of blocks.entries()) {
      if (answer === undefined) expect(answers[index], call).toBe('');
      else
        expect(shapeOf(JSON.parse(answers[index] ?? '')), call).toEqual(
          shapeOf(JSON.parse(answer)),
        );
    }
  });
});

/** Replaces values by their types, recursively; numbers, which are versions and statuses, are kept. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? 'a string' : value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

/** The calls need a shell, openssl and a curl that supports `%header` (7.83 or newer). */
function canRun(): boolean {
  const probe = 'command -v openssl base64 >&2 && curl -s -w "%header{x}" file:///dev/null';
  const { status, stdout } = spawnSync('bash', ['-c', probe], { encoding: 'utf8' });
  return status === 0 && stdout === '';
}
