import type { Settings } from './configuration.ts';

/**
 * A name without the e-mail address that sign-ins often put into it: the remaining words, or the part before
 * the "@". Guests of a directory are named "anna_example.com#EXT#@...".
 */
export function withoutAddress(name: string): string | null {
  if (!name.includes('@')) return name || null;
  const words = name.split(/\s+/).filter((word) => !word.includes('@'));
  if (words.some((word) => word !== '')) return words.join(' ').trim();
  const [before = ''] = name.trim().split('@');
  const [account = '', guest] = before.split('#EXT#');
  return (guest === undefined ? account : account.replace(/_[^_]*$/, '')) || null;
}

/** Metadata as shown to users other than the owner. Applies the present setting, whatever name was stored. */
export function withNameToShow<T extends { readonly ownerName?: string | null | undefined }>(
  metadata: T,
  { SHOW_EMAIL_ADDRESSES }: Pick<Settings, 'SHOW_EMAIL_ADDRESSES'>,
): T {
  if (SHOW_EMAIL_ADDRESSES || !metadata.ownerName) return metadata;
  return { ...metadata, ownerName: withoutAddress(metadata.ownerName) };
}
