/** Why something did not work, in the kinds a person is told apart. */
export type Problem =
  | { readonly kind: 'network'; readonly message: string }
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'validation'; readonly message: string; readonly issues: readonly string[] }
  | { readonly kind: 'signedOut' }
  /** Somebody else signed in since; nothing of the first person's work is sent. */
  | { readonly kind: 'otherUser' }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'tooLarge'; readonly bytes: number | null; readonly maxBytes: number | null }
  /** The content was written by a later build than this one. */
  | { readonly kind: 'newer' }
  /** The content does not fit the schema; `issues` says where. */
  | { readonly kind: 'invalid'; readonly issues: readonly string[] }
  /** What is kept on this device is not whole any more: it was set aside, and nothing of it deleted. */
  | { readonly kind: 'damaged' }
  /** Another living tab works on it. */
  | { readonly kind: 'heldElsewhere' }
  /** What is kept on this device could not be read or written. */
  | { readonly kind: 'device'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string; readonly traceId: string | null };
