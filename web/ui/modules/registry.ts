/** Every module there is, one line each. Its view is loaded when it is first shown. */

export { note } from './note/index.ts';
export { timeSeries } from './time-series/index.ts';
