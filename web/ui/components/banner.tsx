import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

export const toneIcons: Record<Tone, IconName> = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  danger: 'warning',
};

/** A message with actions that stays until its cause is gone. */
export function Banner({
  tone,
  oneLine = false,
  children,
  actions,
}: {
  tone: Tone;
  /** The actions stay beside the text even on narrow screens. */
  oneLine?: boolean;
  children: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <div
      class={`ui-banner ui-tone-${tone} ${oneLine ? 'ui-banner-line' : ''}`}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <Icon name={toneIcons[tone]} />
      <div class="ui-banner-text">{children}</div>
      {actions && <div class="ui-banner-actions">{actions}</div>}
    </div>
  );
}
