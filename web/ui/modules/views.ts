/** The views of all modules, loaded together because most dashboards show several kinds. */

export { CorrelationView } from './correlation/correlation-view.tsx';
export { CrossPlotView } from './cross-plot/cross-plot-view.tsx';
export { DistributionView } from './distribution/distribution-view.tsx';
export { NoteView } from './note/note-view.tsx';
export { TableView } from './table/table-view.tsx';
export { TimeSeriesView } from './time-series/time-series-view.tsx';
