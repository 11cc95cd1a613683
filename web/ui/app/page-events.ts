import type { Signal } from '@preact/signals';
import { templates } from '../../workbench/content/templates.ts';
import { DATE_STYLE_KEY, setDates } from '../words/format.ts';
import { whereWorkIs } from '../words/where-work-is.ts';
import type { AppModel } from './app-model.ts';
import { isOpenSession } from './commands.ts';
import { reload } from './reload.ts';
import { looksLikeSession, openSessionFile } from './session-file.ts';

/**
 * What happens to the page as a whole: a text that does not fit is refused, files that are dropped anywhere never take
 * the page away, dates follow the person's setting, somebody else's sign-in is told, and so are site data that were
 * cleared, and what broke where nothing else says it. `isOver`: some are above it. `early`: what broke before this was
 * there.
 * @returns ends it.
 */
export function watchPage(
  app: AppModel,
  isOver: Signal<boolean>,
  early: readonly PromiseRejectionEvent[],
): () => void {
  const style = app.ports.device.remembered(DATE_STYLE_KEY) === 'iso' ? 'iso' : 'locale';
  // Behind the first picture: a date that is shown by then is shown anew.
  setDates({ style, locale: navigator.language, now: app.workbench.now });
  const ending = new AbortController();
  const endRefusing = refuseTooLong(app);
  const endListening = tellOtherUser(app);
  const endTelling = tellUncaughtErrors(app, early);
  const endLooking = tellClearedDevice(app);
  const listen = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
    addEventListener(
      type,
      (event) => {
        if (event.dataTransfer?.types.includes('Files')) act(event);
      },
      { signal: ending.signal },
    );
  listen('dragover', (event) => {
    event.preventDefault();
    isOver.value = true;
  });
  listen('dragleave', ({ relatedTarget }) => {
    isOver.value = relatedTarget !== null;
  });
  listen('drop', (event) => {
    event.preventDefault();
    isOver.value = false;
    void takeFiles(app, [...(event.dataTransfer?.files ?? [])]);
  });
  return () => {
    ending.abort();
    endRefusing();
    endListening();
    endTelling();
    endLooking();
  };
}

/** As often as the cloud is asked. */
const LOOK_MS = 10_000;
/** Under it stands when this browser began to keep data of this site: missing or another once they were cleared. */
export const SINCE_KEY = 'since';

/**
 * Notices that the data of this site was cleared under the open page, by another tab's new mark as well; what is open
 * is backed up anew.
 * @returns ends it.
 */
export function tellClearedDevice({
  workbench,
  toasts,
  ports: { device },
}: Pick<AppModel, 'workbench' | 'toasts' | 'ports'>): () => void {
  const markNow = () => {
    const mark = device.remembered(SINCE_KEY);
    if (mark === null) device.remember(SINCE_KEY, String(workbench.now()));
    return mark ?? device.remembered(SINCE_KEY);
  };
  let mark = markNow();
  const look = () => {
    const before = mark;
    mark = markNow();
    // Without one nothing could be kept until now.
    if (before === null || before === mark) return;
    workbench.persistence.backUpAnew();
    const text =
      'The data of this site was cleared in this browser. Unsaved work that is open here is backed up anew, but imported data not saved yet, kept copies and the unsaved work of closed tabs may be gone.';
    toasts.show({ tone: 'warning', text });
  };
  const timer = setInterval(look, LOOK_MS);
  return () => clearInterval(timer);
}

/**
 * Refuses, with a message, what would not fit into a field: browsers cut a text that is pasted at the field's
 * `maxlength` and say nothing. One for all fields of the page.
 * @returns ends it.
 */
function refuseTooLong({ toasts }: Pick<AppModel, 'toasts'>): () => void {
  const onBeforeInput = (event: InputEvent) => {
    const words = tooLongWords(event.target, event.data ?? event.dataTransfer?.getData('text'));
    if (words === null) return;
    event.preventDefault();
    toasts.show({ tone: 'warning', about: 'text limit', text: words });
  };
  addEventListener('beforeinput', onBeforeInput);
  return () => removeEventListener('beforeinput', onBeforeInput);
}

type Field = Pick<
  HTMLInputElement | HTMLTextAreaElement,
  'maxLength' | 'value' | 'selectionStart' | 'selectionEnd'
>;

function tooLongWords(target: EventTarget | null, inserted: string | undefined): string | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && inserted ? overLimitWords(target, inserted) : null;
}

/** Why a text cannot be put into a field where its selection stands; null where it can. */
export function overLimitWords(field: Field, inserted: string): string | null {
  const { maxLength, value, selectionStart, selectionEnd } = field;
  const replaced = (selectionEnd ?? value.length) - (selectionStart ?? value.length);
  const length = value.length - replaced + inserted.length;
  if (maxLength < 0 || length <= maxLength) return null;
  return inserted.length === 1
    ? `At most ${maxLength.toLocaleString('en')} characters fit here.`
    : `Nothing was inserted: with it there would be ${length.toLocaleString('en')} characters, and at most ${maxLength.toLocaleString('en')} fit here.`;
}

/** What becomes of files that were dropped anywhere: a session opens, data are imported, the rest is explained. */
async function takeFiles(app: AppModel, files: readonly File[]): Promise<void> {
  const [first, ...others] = files;
  if (!first) return;
  const tell = (text: string) => app.toasts.show({ tone: 'warning', about: 'dropped files', text });
  const isImporting = document.querySelector('dialog[open][data-takes-files=true]') !== null;
  if (document.querySelector('dialog[open]') && !isImporting) {
    tell('Nothing was done with the dropped files: close the dialog first, then drop them again.');
    return;
  }
  const sessions = [];
  for (const file of files) if (await looksLikeSession(file)) sessions.push(file);
  if (sessions.length > 0 && (others.length > 0 || isImporting)) {
    tell(`"${sessions[0]?.name}" is a whole session: drop it alone to open it.`);
  } else if (sessions.length > 0) await openSessionFile(app, first);
  else await importFiles(app, files, tell);
}

async function importFiles(
  app: AppModel,
  files: readonly File[],
  tell: (text: string) => void,
): Promise<void> {
  const [empty] = templates;
  const state = app.workbench.lifecycle.peek();
  if (isOpenSession(app)) app.filesToImport.value = files;
  else if (state.kind === 'Empty' && empty) {
    app.filesToImport.value = files;
    await app.workbench.newSession(empty);
  } else {
    tell('Data can be imported into a session of yours only: open one, or go to the start page.');
  }
}

/** Says when somebody else has signed in, whose page this then is not, and offers to go on as them. */
function tellOtherUser({ ports, toasts }: AppModel): () => void {
  return ports.signIn.subscribe(({ id, name }) => {
    if (id === ports.user.id) return;
    toasts.show({
      tone: 'warning',
      text: `${name} has signed in. This page still belongs to ${ports.user.name}.`,
      action: { label: `Continue as ${name}`, run: () => location.assign('/') },
    });
  });
}

/** Says that something did not work where nothing else says it; the browser's console has the error. */
function tellUncaughtErrors(app: AppModel, early: readonly PromiseRejectionEvent[]): () => void {
  const tell = (what: string) =>
    app.toasts.show({
      tone: 'danger',
      about: 'uncaught error',
      text: `${what} ${whereWorkIs(app.workbench.lifecycle.peek())}`,
      action: {
        label: 'Reload the page',
        run: async () => {
          const stayed = await reload(app);
          if (stayed !== null) tell(stayed);
        },
      },
    });
  const onRejection = ({ reason }: PromiseRejectionEvent) => {
    if (reason?.name !== 'AbortError') tell('Something in this page did not work.');
  };
  early.forEach(onRejection);
  addEventListener('unhandledrejection', onRejection);
  return () => removeEventListener('unhandledrejection', onRejection);
}
