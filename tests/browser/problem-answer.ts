/** An error response of the server, for `route.fulfill`. */
export function problemAnswer(problem: { readonly status: number }) {
  const error = { type: 'problem', message: 'It did not work.', service: 'persistence' };
  return {
    status: problem.status,
    contentType: 'application/problem+json',
    json: {
      type: 'about:blank',
      title: 'Problem',
      detail: error.message,
      traceId: 'trace-1',
      error,
      ...problem,
    },
  };
}
