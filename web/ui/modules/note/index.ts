import * as z from 'zod/mini';
import { TEXT_MAX_LENGTH } from '../../../workbench/content/limits.ts';
import type { Module } from '../module.ts';

const settings = z.strictObject({ text: z.string().check(z.maxLength(TEXT_MAX_LENGTH)) });

export type NoteSettings = z.infer<typeof settings>;

export const note: Module<NoteSettings> = {
  type: 'note',
  name: 'Note',
  icon: 'note',
  description: 'Text with headings, lists, tables and links, written in Markdown.',
  size: { w: 4, h: 5 },
  settings,
  defaults: () => ({ text: '' }),
  load: async () => (await import('../views.ts')).NoteView,
};
