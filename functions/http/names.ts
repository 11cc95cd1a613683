import type { Settings } from './configuration.ts';

/**
 * A person's name without their e-mail address, which sign-ins often give as the name: what else there is,
 * or else what stands before the "@". Guests of a directory are called "anna_example.com#EXT#@...".
 */
export function withoutAddress(name: string): string | null {
  if (!name.includes('@')) return name || null;
  const words = name.split(/\s+/).filter((word) => !word.includes('@'));
  if (words.some((word) => word !== '')) return words.join(' ').trim();
  const [before = ''] = name.trim().split('@');
  const [account = '', guest] = before.split('#EXT#');
  return (guest === undefined ? account : account.replace(/_[^_]*$/, '')) || null;
}

/** As people who are not its owner see it: by the settings of today, whatever was stored under older ones. */
export function withNameToShow<T extends { readonly ownerName?: string | null | undefined }>(
  metadata: T,
  { SHOW_EMAIL_ADDRESSES }: Pick<Settings, 'SHOW_EMAIL_ADDRESSES'>,
): T {
  if (SHOW_EMAIL_ADDRESSES || !metadata.ownerName) return metadata;
  return { ...metadata, ownerName: withoutAddress(metadata.ownerName) };
}
