import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import type { Tone } from './banner.tsx';

export interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
}

export interface Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>;
  /** Shows a message for a while; one with an action stays until it is dismissed. The same text is shown once. */
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

/** The toasts of the page, for whatever shows them: the shell, and a modal dialog over it. */
export const ToastsContext = createContext<Toasts | null>(null);

/** Long enough to read a sentence twice. */
const TOAST_MS = 8000;

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
      const others = list.value.filter(({ text }) => text !== toast.text);
      list.value = [...others, { ...toast, id }];
      if (!toast.action) setTimeout(() => dismiss(id), TOAST_MS);
    },
  };
}
