/**
 * `hidden` and `pagehide` are the last moments in which synchronous work surely runs;
 * `visible`, `pageshow` and `resume` come after an absence of any length.
 */
export type PageEvent =
  | 'online'
  | 'offline'
  | 'visible'
  | 'hidden'
  | 'pagehide'
  | 'pageshow'
  | 'freeze'
  | 'resume';

export interface Connectivity {
  readonly online: boolean;
  readonly visible: boolean;
  /** Listeners run synchronously inside the browser's own event. */
  subscribe(listener: (event: PageEvent) => void): () => void;
}
