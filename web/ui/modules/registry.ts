/** Every module there is, one line each. Its view is loaded when it is first shown. */

export { correlation } from './correlation/index.ts';
export { crossPlot } from './cross-plot/index.ts';
export { distribution } from './distribution/index.ts';
export { note } from './note/index.ts';
export { table } from './table/index.ts';
export { timeSeries } from './time-series/index.ts';
