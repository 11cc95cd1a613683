import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';

/** Says when somebody else has signed in, whose page this then is not, and offers to go on as them. */
export function useOtherUser(): void {
  const { ports, toasts } = useApp();
  useEffect(
    () =>
      ports.signIn.subscribe(({ id, name }) => {
        if (id === ports.user.id) return;
        toasts.show({
          tone: 'warning',
          text: `${name} has signed in. This page still belongs to ${ports.user.name}.`,
          action: { label: `Go on as ${name}`, run: () => location.assign('/') },
        });
      }),
    [ports, toasts],
  );
}
