import { produce } from 'immer';
import { newId } from '../content/ids.ts';
import { ENSEMBLES_MAX, NAME_MAX_LENGTH } from '../content/limits.ts';
import type { Ensemble, SessionContent } from '../content/schema.ts';
import { shortName } from '../content/short-name.ts';

/** Adds an ensemble at the end. A number is appended to a name that is taken. */
export function addEnsemble(
  content: SessionContent,
  ensemble: Omit<Ensemble, 'id'>,
  id = newId(),
): SessionContent {
  const { ensembles } = content.ensembleSet;
  if (ensembles.length >= ENSEMBLES_MAX) return content;
  const added: Ensemble = { ...ensemble, id, name: freeName(ensemble.name, ensembles) };
  return { ...content, ensembleSet: { ensembles: [...ensembles, added] } };
}

export function renameEnsemble(content: SessionContent, id: string, name: string): SessionContent {
  const text = name.trim();
  return produce(content, ({ ensembleSet }) => {
    const ensemble = ensembleSet.ensembles.find((one) => one.id === id);
    if (ensemble && text !== '') ensemble.name = text;
  });
}

/** Replaces an ensemble's data. Its id, name, colour and filter stay, so charts that show it still do. */
export function replaceEnsembleData(
  content: SessionContent,
  id: string,
  source: Ensemble['source'],
): SessionContent {
  const { ensembles } = content.ensembleSet;
  if (!ensembles.some((one) => one.id === id)) return content;
  const replaced = ensembles.map((one) => (one.id === id ? { ...one, source } : one));
  return { ...content, ensembleSet: { ensembles: replaced } };
}

/** Removes an ensemble, its filter and its colour. */
export function removeEnsemble(content: SessionContent, id: string): SessionContent {
  return produce(content, ({ ensembleSet, settings, realizationFilterSet }) => {
    const index = ensembleSet.ensembles.findIndex((one) => one.id === id);
    if (index < 0) return;
    ensembleSet.ensembles.splice(index, 1);
    delete settings.ensembleColors[id];
    delete realizationFilterSet.filters[id];
  });
}

function freeName(name: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map((one) => one.name));
  const base = name.trim() || 'Ensemble';
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : ` ${n}`;
    const candidate = shortName(base, NAME_MAX_LENGTH - suffix.length) + suffix;
    if (!names.has(candidate)) return candidate;
  }
}
