/** What the bench uses of Plotly, which brings no types of its own. */
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
