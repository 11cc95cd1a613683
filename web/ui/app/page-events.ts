import type { Signal } from '@preact/signals';
import { templates } from '../../workbench/content/templates.ts';
import { DATE_STYLE_KEY, setDates } from '../words/format.ts';
import { whereWorkIs } from '../words/where-work-is.ts';
import type { AppModel } from './app-model.ts';
import { isOpenSession } from './commands.ts';
import { reload } from './reload.ts';
import { looksLikeSession, openSessionFile } from './session-file.ts';

/**
 * Handles events of the whole page: refuses text that does not fit into a field, takes files dropped anywhere (which
 * would otherwise replace the page), applies the person's date format, and reports sign-ins of other people, cleared
 * site data and uncaught errors. `isOver`: set while files are dragged over the page. `early`: rejections from before
 * this code was loaded.
 * @returns removes all listeners.
 */
export function watchPage(
  app: AppModel,
  isOver: Signal<boolean>,
  early: readonly PromiseRejectionEvent[],
): () => void {
  const style = app.ports.device.remembered(DATE_STYLE_KEY) === 'iso' ? 'iso' : 'locale';
  // Runs after the first rendering; dates that are already on screen render again.
  const { now } = app.workbench;
  const serverNow = () => now() + app.ports.device.serverAheadMs.value;
  setDates({ style, locale: navigator.language, now, serverNow });
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

/** The same interval as polling the cloud. */
const LOOK_MS = 10_000;
/** Key of the time since when this browser stores data of this site: gone or different after the data was cleared. */
export const SINCE_KEY = 'since';

/**
 * Notices that this site's data was cleared while the page is open, also if another tab has set the marks again since.
 * There is one mark in localStorage and one in IndexedDB, since either can be cleared alone.
 * Then backs up the open work again and tells the person.
 * @returns stops the checks.
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
  const inEntries = watchMark(async () => markNow(), tell);
  const inDatabase = watchMark(device.siteMark, tell);
  function tell(isNews: boolean): void {
    workbench.persistence.backUpAnew();
    if (!isNews) return;
    const text =
      'The data of this site was cleared in this browser. Unsaved work that is open here is backed up again, but imported data not saved yet, kept copies and the unsaved work of closed tabs may be lost.';
    toasts.show({ tone: 'warning', text });
  }
  return () => {
    inEntries();
    inDatabase();
  };
}

/**
 * Reads a mark now and then. `onCleared` is called when it has changed, and once more a check later: browsers clear one
 * kind of storage after the other, so what is written meanwhile may be cleared as well.
 * @param read rejects if the mark cannot be read now, which says nothing.
 * @returns stops the checks.
 */
function watchMark(
  read: () => Promise<string | null>,
  onCleared: (isNews: boolean) => void,
): () => void {
  let mark: string | null = null;
  let wasCleared = false;
  let isLooking = false;
  const look = async () => {
    // A database may take long to answer.
    if (isLooking) return;
    isLooking = true;
    const before = mark;
    mark = await read().catch(() => before);
    isLooking = false;
    // Without a mark the browser stored nothing before.
    const isCleared = before !== null && before !== mark;
    if (isCleared || wasCleared) onCleared(isCleared);
    wasCleared = isCleared;
  };
  void look();
  const timer = setInterval(look, LOOK_MS);
  return () => clearInterval(timer);
}

/**
 * Refuses text that does not fit into a field and shows a message. Browsers would silently cut pasted text at the
 * field's `maxlength`. One listener for all fields of the page.
 * @returns removes the listener.
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

/** Why a text cannot be inserted at a field's selection; null if it fits. */
export function overLimitWords(field: Field, inserted: string): string | null {
  const { maxLength, value, selectionStart, selectionEnd } = field;
  const replaced = (selectionEnd ?? value.length) - (selectionStart ?? value.length);
  const length = value.length - replaced + inserted.length;
  if (maxLength < 0 || length <= maxLength) return null;
  return inserted.length === 1
    ? `At most ${maxLength.toLocaleString('en')} characters fit here.`
    : `Nothing was inserted: the text would have ${length.toLocaleString('en')} characters, and at most ${maxLength.toLocaleString('en')} fit here.`;
}

/** Handles dropped files: opens a session file, imports data files, or explains why neither is possible. */
async function takeFiles(app: AppModel, files: readonly File[]): Promise<void> {
  const [first, ...others] = files;
  if (!first) return;
  const tell = (text: string) => app.toasts.show({ tone: 'warning', about: 'dropped files', text });
  const isImporting = document.querySelector('dialog[open][data-takes-files=true]') !== null;
  if (document.querySelector('dialog[open]') && !isImporting) {
    tell('The dropped files were not opened: close the dialog first, then drop them again.');
    return;
  }
  const sessions = [];
  for (const file of files) if (await looksLikeSession(file)) sessions.push(file);
  if (sessions.length > 0 && (others.length > 0 || isImporting)) {
    tell(`"${sessions[0]?.name}" is a session file: drop it alone to open it.`);
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
    tell('You can import data only into a session of your own: open one, or go to the start page.');
  }
}

/** Tells the person when somebody else has signed in, and offers to continue as that person. */
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

/** The message of a failed dynamic import in Chromium, Firefox and Safari. */
const NOT_LOADED = /dynamically imported module|importing a module script failed/i;

/** Reports promise rejections that nobody handled. The browser's console has the error. */
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
    if (NOT_LOADED.test(reason?.message)) {
      tell('A part of the page could not be loaded: try again once the connection is back.');
    } else if (reason?.name !== 'AbortError') tell('Something in this page did not work.');
  };
  early.forEach(onRejection);
  addEventListener('unhandledrejection', onRejection);
  return () => removeEventListener('unhandledrejection', onRejection);
}
