import { useApp } from '../app/app-model.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';

/** A new version is offered; taking it first writes down what is not backed up yet. */
export function UpdateBanner() {
  const { ports, workbench, toasts } = useApp();
  if (!ports.updates.ready.value) return null;
  const update = async () => {
    if (await workbench.persistence.flush()) ports.updates.apply();
    else
      toasts.show({ tone: 'danger', text: 'Not updated: your latest changes are not backed up.' });
  };
  return (
    <Banner tone="info" actions={<Button onClick={() => void update()}>Update now</Button>}>
      A new version of Holdfast is ready. Updating reloads this page; your work comes back as it is.
    </Banner>
  );
}
