/** Whether `Accept-Encoding` lists gzip with no weight or one above 0. Linear in the header's length. */
export function acceptsGzip(header: string | null): boolean {
  return (header ?? '').split(',').some((part) => {
    const [coding, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (coding !== 'gzip') return false;
    const pairs = parameters.map((parameter) => parameter.split('='));
    const weight = pairs.find(([name]) => name?.trim() === 'q');
    return weight === undefined || Number(weight[1]) > 0;
  });
}
