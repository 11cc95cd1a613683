import { type ReadonlySignal, signal } from '@preact/signals';
import type { Tone } from './banner.tsx';

export interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
}

export interface Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>;
  /** Shows a message for a while; one with an action stays until it is dismissed. */
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

/** Long enough to read a sentence twice. */
const TOAST_MS = 6000;

export function createToasts(): Toasts {
  const list = signal<readonly Toast[]>([]);
  let lastId = 0;
  const dismiss = (id: number) => {
    list.value = list.value.filter((toast) => toast.id !== id);
  };
  return {
    list,
    dismiss,
    show(toast) {
      lastId += 1;
      const id = lastId;
      list.value = [...list.value, { ...toast, id }];
      if (!toast.action) setTimeout(() => dismiss(id), TOAST_MS);
    },
  };
}
