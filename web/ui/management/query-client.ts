import { QueryClient } from '@tanstack/preact-query';

/** Lists of the cloud that have been shown; a reopened dialog starts with them and asks again. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: 1, networkMode: 'always', refetchOnMount: 'always' } },
});
