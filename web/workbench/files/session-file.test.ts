import { describe, expect, it } from 'vitest';
import { contentFrom } from '../testing/contents.ts';
import { makeSessionFile, readSessionFile } from './session-file.ts';

const content = contentFrom('comparison');

async function issuesOf(text: string): Promise<readonly string[]> {
  const read = await readSessionFile(new Blob([text]));
  return read.ok ? [] : read.issues;
}

describe('a session file', () => {
  it('gives back what was written into it', async () => {
    const metadata = { title: 'Tør å håpe', description: 'Two\nlines' };
    const { name, text } = makeSessionFile(metadata, content);
    expect(name).toBe('Tør å håpe.holdfast.json');
    expect(await readSessionFile(new Blob([text]))).toEqual({ ok: true, metadata, content });
  });

  it('has a name that every file system takes', () => {
    expect(makeSessionFile({ title: '../../etc: "a"?', description: null }, content).name).toBe(
      '.._.._etc_ _a__.holdfast.json',
    );
    expect(makeSessionFile({ title: '', description: null }, content).name).toBe(
      'session.holdfast.json',
    );
  });

  it('is refused when it is cut short, and nothing of it is loaded', async () => {
    const { text } = makeSessionFile({ title: 'A', description: null }, content);
    expect(await issuesOf(text.slice(0, -10))).toEqual([
      'The file is not JSON: it is no session file, or it is damaged.',
    ]);
  });

  it.each(['null', '[]', '{}', '"text"', '{"format":"other"}'])('is not %s', async (text) => {
    expect(await issuesOf(text)).toEqual([
      'The file is JSON, but no session file of this application.',
    ]);
  });

  it('is refused with a list of what is wrong inside', async () => {
    const broken = { ...content, activeDashboardId: 7, settings: { theme: 'dark' } };
    const text = JSON.stringify({ format: 'holdfast-session', content: broken });
    expect(await issuesOf(text)).toEqual([
      'activeDashboardId is not a text.',
      'settings.percentiles is not a list.',
      'settings.ensembleColors is not an object.',
    ]);
  });

  it('is refused when a newer build wrote it', async () => {
    const text = JSON.stringify({ format: 'holdfast-session', content: { schemaVersion: 99 } });
    expect((await issuesOf(text))[0]).toContain('newer version of the application');
  });
});
