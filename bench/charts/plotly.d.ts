/** The part of Plotly that the bench uses; Plotly has no types. */
declare module 'plotly.js-basic-dist-min' {
  const Plotly: {
    newPlot(
      room: HTMLElement,
      data: readonly object[],
      layout: object,
      config: object,
    ): Promise<unknown>;
  };
  export default Plotly;
}
