import { request } from 'node:http';

/** Paths that form no valid URL, or that crash other parsers. `fetch` would normalise them. */
export const ODD_PATHS = [
  '//',
  '///elsewhere.example/x',
  '/%',
  '/api/%zz',
  '/%c0%ae',
  '/%00',
  '/a%0db',
  '/\\elsewhere.example',
  '/%5c%5celsewhere.example',
  '/caf\u00e9',
  'http://elsewhere.example/',
  '*',
];

export const ODD_HOSTS = ['[bad', 'a b', 'user@x', 'x/y', 'x:y'];

/** The status of a request whose path and headers are sent unchanged. */
export async function statusOf(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
      answer.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}
