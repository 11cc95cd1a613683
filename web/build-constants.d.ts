/** Constants that the build puts into the page (`WORKER_URLS`, `VERSION`) and into the service worker (the rest). */

/** Where each dedicated Worker is served, by name: `web/adapters/journal/worker.ts` is `journal`. */
declare const WORKER_URLS: { readonly [name: string]: string };

/** The version of the build, from `package.json`. */
declare const VERSION: string;

/** Names this build; changes whenever any file of the site does. */
declare const BUILD_ID: string;

/** Paths that the page needs to start: `/`, the main script with its imports, the stylesheet, the Workers, the icon. */
declare const SHELL_ASSETS: readonly string[];

/** Paths of the chunks and files that are loaded later. */
declare const ON_DEMAND_ASSETS: readonly string[];

/** All stylesheets below `web/ui/`, as one: `tokens.css`, `base.css`, `vendor.css`, then the rest by name. */
declare module 'virtual:styles';
