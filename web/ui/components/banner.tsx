import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

export const toneIcons: Record<Tone, IconName> = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  danger: 'warning',
};

/** A message that stays until what it says is over, with what can be done about it. */
export function Banner({
  tone,
  oneLine = false,
  children,
  actions,
}: {
  tone: Tone;
  /** Its actions stay beside it, however little room there is. */
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
