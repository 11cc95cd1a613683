/** The table of who may import whom: every row is tried with imports it allows and imports it refuses. */
import { describe, expect, it } from 'vitest';
import { lintFiles } from './lint/lint-files.ts';

interface Row {
  file: string;
  allowed: string[];
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
    allowed: ['../kernel/index.ts', 'immer', '@preact/signals-core', 'zod/mini'],
    refused: ['preact', '../adapters/clock.ts', '../ui/app.tsx', '../kernel/state.ts'],
  },
  {
    file: 'web/ui/shell/probe.tsx',
    allowed: ['preact', '../../workbench/workbench.ts', '../../kernel/index.ts'],
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
      './ui/app.tsx',
    ],
    refused: [
      './kernel/state/view.ts',
      './kernel/ports/journal.ts',
      './adapters/clock.ts',
      './adapters/journal/serve.ts',
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

function refusedImports(rows: readonly Row[]): Set<string> {
  const files = rows.flatMap(({ file, allowed, refused }) =>
    [...allowed, ...refused].map((specifier, index) => {
      return [nameOf(file, index), `import '${specifier}';\n`] as const;
    }),
  );
  const findings = lintFiles(new Map(files), ['--only=style/noRestrictedImports']);
  return new Set(findings.map(({ file }) => file));
}

function nameOf(file: string, index: number): string {
  return file.replace(/probe(\.tsx?)$/, `probe-${index}$1`);
}

const refusals = refusedImports(table);

describe.each(table)('$file', ({ file, allowed, refused }) => {
  it.each(allowed.map((specifier, index) => [specifier, index] as const))(
    'may import %s',
    (_specifier, index) => {
      expect(refusals).not.toContain(nameOf(file, index));
    },
  );

  it.each(refused.map((specifier, index) => [specifier, allowed.length + index] as const))(
    'may not import %s',
    (_specifier, index) => {
      expect(refusals).toContain(nameOf(file, index));
    },
  );
});
