/**
 * Tests the import rules in CONTRIBUTING.md. Every import is tried as a value and as a type: `allowed` passes as both,
 * `types` only as a type, `refused` as neither.
 */
import { describe, expect, it } from 'vitest';
import { lintFiles } from './lint/lint-files.ts';

interface Row {
  file: string;
  allowed: string[];
  types?: string[];
  refused: string[];
}

const table: Row[] = [
  {
    file: 'contract/probe.ts',
    allowed: ['zod/mini', './limits.ts'],
    refused: ['preact', 'node:fs', '../functions/store/session-store.ts'],
  },
  {
    file: 'functions/store/probe.ts',
    allowed: ['@azure/cosmos', '../../contract/limits.ts', './errors.ts', 'nanoid'],
    refused: ['@azure/functions', '../http/problem.ts', '../queue/sender.ts', 'preact'],
  },
  {
    file: 'functions/queue/probe.ts',
    allowed: ['@azure/storage-queue', '../../contract/fields.ts'],
    refused: ['@azure/cosmos', '../store/errors.ts', '@azure/functions'],
  },
  {
    file: 'functions/assets/probe.ts',
    allowed: ['@azure/storage-blob', '../../contract/fields.ts', 'node:crypto'],
    refused: ['@azure/cosmos', '../store/errors.ts', '../queue/queue.ts', '@azure/functions'],
  },
  {
    file: 'functions/http/probe.ts',
    allowed: ['@azure/functions', '../store/errors.ts', '../../contract/problem.ts'],
    types: ['../store/session-store.ts'],
    refused: ['@azure/cosmos', '../endpoints/get-session.ts', '../assets/asset-store.ts'],
  },
  {
    file: 'functions/endpoints/probe.ts',
    allowed: ['../http/endpoint.ts', '../store/session-store.ts', '../assets/asset-store.ts'],
    refused: ['@azure/cosmos', './get-session.ts', '../../local/stack.ts'],
  },
  {
    file: 'web/kernel/probe.ts',
    allowed: ['./state/view.ts', './ports/browser.ts'],
    refused: ['zod/mini', 'preact', '../adapters/clock.ts', '../../contract/sessions.ts'],
  },
  {
    file: 'web/kernel/ports/probe.ts',
    allowed: ['./browser.ts'],
    refused: [
      '../state/view.ts',
      '../../adapters/clock.ts',
      '../../../contract/sessions.ts',
      'preact',
    ],
  },
  {
    file: 'web/adapters/probe.ts',
    allowed: ['../kernel/index.ts', '../../contract/sessions.ts'],
    refused: ['preact', '../ui/app.tsx', '../workbench/workbench.ts', '../kernel/state.ts'],
  },
  {
    file: 'web/workbench/ensembles/import/binary/probe.ts',
    allowed: ['hyparquet', 'fzstd', 'apache-arrow', '../table.ts'],
    refused: ['preact', 'papaparse', '../../../../adapters/clock.ts', '../../../../ui/app.tsx'],
  },
  {
    file: 'web/workbench/probe.ts',
    allowed: [
      '../kernel/index.ts',
      'immer',
      '@preact/signals-core',
      'zod/mini',
      '../../contract/limits.ts',
    ],
    types: ['../../contract/sessions.ts'],
    refused: ['preact', '../adapters/clock.ts', '../ui/app.tsx', '../kernel/state.ts'],
  },
  {
    file: 'web/ui/shell/probe.tsx',
    allowed: [
      'preact',
      '../../workbench/workbench.ts',
      '../../kernel/index.ts',
      '../../../contract/limits.ts',
    ],
    types: ['../../../contract/sessions.ts'],
    refused: [
      '../../adapters/clock.ts',
      '../../../functions/store/errors.ts',
      '../../kernel/state.ts',
      '../../kernel/ports/journal.ts',
    ],
  },
  {
    file: 'web/probe.ts',
    allowed: [
      './kernel/index.ts',
      './adapters/index.ts',
      './adapters/journal/index.ts',
      './adapters/ahead/index.ts',
      './ui/app.tsx',
    ],
    refused: [
      './kernel/state/view.ts',
      './kernel/ports/journal.ts',
      './adapters/clock.ts',
      './adapters/journal/serve.ts',
      './adapters/ahead/paths.ts',
    ],
  },
  {
    file: 'tests/test-app/probe.ts',
    allowed: ['../../web/kernel/index.ts', '../../web/kernel/testing/fake-clock.ts'],
    refused: ['../../web/kernel/state.ts', '../../web/kernel/ports/journal.ts'],
  },
  {
    file: 'bench/kernel/probe.ts',
    allowed: [
      '../../web/kernel/index.ts',
      '../../web/adapters/index.ts',
      '../../web/adapters/journal/index.ts',
      './page.ts',
      '../kernel/page.ts',
    ],
    refused: [
      '../../web/kernel/state/view.ts',
      '../../web/adapters/clock.ts',
      '../../web/adapters/journal/serve.ts',
    ],
  },
  {
    file: 'web/kernel/state/probe.ts',
    allowed: ['./view.ts', '../ports/api.ts'],
    refused: [
      '../session/save.ts',
      '../recovery/open.ts',
      '../context.ts',
      '../index.ts',
      'preact',
    ],
  },
  {
    file: 'web/kernel/session/probe.ts',
    allowed: ['./save.ts', '../state/view.ts', '../ports/api.ts'],
    refused: ['../recovery/open.ts', '../service.ts', '../index.ts'],
  },
  {
    file: 'web/kernel/recovery/probe.ts',
    allowed: ['./open.ts', '../session/session.ts', '../state/view.ts', '../ports/api.ts'],
    refused: ['../service.ts', '../index.ts', '../../adapters/clock.ts'],
  },
];

const kinds = ['value', 'type'] as const;
type Kind = (typeof kinds)[number];

const statements: Readonly<Record<Kind, (specifier: string) => string>> = {
  value: (specifier) => `import { one } from '${specifier}';\nexport const two = one;\n`,
  type: (specifier) => `import type { One } from '${specifier}';\nexport type Two = One;\n`,
};

interface Trial {
  readonly file: string;
  readonly specifier: string;
  readonly kind: Kind;
  readonly isAllowed: boolean;
}

/** Every import of a row, each in its own file. */
function trialsOf({ file, allowed, types = [], refused }: Row): Trial[] {
  const all = [
    ...allowed.map((specifier) => ({ specifier, passes: kinds as readonly Kind[] })),
    ...types.map((specifier) => ({ specifier, passes: ['type'] as const })),
    ...refused.map((specifier) => ({ specifier, passes: [] })),
  ];
  return all.flatMap(({ specifier, passes }, index) =>
    kinds.map((kind) => ({
      file: file.replace(/probe(\.tsx?)$/, `probe-${index}-${kind}$1`),
      specifier,
      kind,
      isAllowed: passes.some((one) => one === kind),
    })),
  );
}

const trials = table.map((row) => ({ folder: row.file, trials: trialsOf(row) }));

/** The files whose import is refused by a rule. */
const refusals = new Set(
  lintFiles(
    new Map(
      trials.flatMap((row) =>
        row.trials.map(({ file, kind, specifier }) => [file, statements[kind](specifier)] as const),
      ),
    ),
    ['--only=style/noRestrictedImports', '--only=plugin'],
  ).map(({ file }) => file),
);

describe.each(trials)('$folder', ({ trials }) => {
  it.each(trials.filter(({ isAllowed }) => isAllowed))(
    'may import $specifier as a $kind',
    ({ file }) => expect(refusals).not.toContain(file),
  );

  it.each(trials.filter(({ isAllowed }) => !isAllowed))(
    'may not import $specifier as a $kind',
    ({ file }) => expect(refusals).toContain(file),
  );
});

it('requires signals for the state of components', () => {
  const file = 'web/ui/shell/probe.tsx';
  const lint = (name: string) =>
    lintFiles(
      new Map([[file, `import { ${name} } from 'preact/hooks';\nexport const x = ${name};\n`]]),
      ['--only=style/noRestrictedImports'],
    );
  expect(lint('useState')).not.toEqual([]);
  expect(lint('useRef')).toEqual([]);
});
