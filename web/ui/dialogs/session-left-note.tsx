import { Banner } from '../components/banner.tsx';

/** Nothing came of what was asked for, since the session is not open any more. */
export function SessionLeftNote({ before }: { before: 'it was saved' | 'its snapshot was made' }) {
  return (
    <Banner tone="danger">
      <strong>The session was left before {before}.</strong> What is unsaved in it is kept on this
      device, and the start page offers it.
    </Banner>
  );
}
