export type FileKind =
  | 'text'
  | 'gzip'
  | 'zip'
  | 'parquet'
  | 'arrow'
  | 'summary header'
  | 'summary data'
  | 'refused';

/** The kind of a file by its first bytes; if it cannot be imported, also why. */
export function kindOf(head: Uint8Array): { readonly kind: FileKind; readonly why?: string } {
  const text = String.fromCharCode(...head.subarray(0, 300));
  if (text.startsWith('\x1f\x8b')) return { kind: 'gzip' };
  if (text.startsWith('PK\x03\x04')) return { kind: 'zip' };
  if (text.startsWith('PAR1')) return { kind: 'parquet' };
  if (text.startsWith('ARROW1') || text.startsWith('\xff\xff\xff\xff')) return { kind: 'arrow' };
  // Eclipse files begin with a Fortran record of 16 bytes that starts with a keyword.
  if (text.startsWith('\0\0\0\x10')) {
    const keyword = text.slice(4, 12).trim();
    if (keyword === 'SEQHDR') return { kind: 'summary data' };
    if (['INTEHEAD', 'RESTART', 'DIMENS', 'KEYWORDS'].includes(keyword))
      return { kind: 'summary header' };
    return refused(
      `an Eclipse file that begins with ${keyword}`,
      'import the .SMSPEC and .UNSMRY files of the run',
    );
  }
  const [, what, hint] = WRONG_KINDS.find(([start]) => text.startsWith(start)) ?? [];
  if (what && hint) return refused(what, hint);
  if (text.slice(257, 262) === 'ustar')
    return refused('a tar archive', 'unpack it and import the files in it');
  if (/^\s*'(SEQHDR|INTEHEAD|RESTART|DIMENS)\s*'/.test(text)) {
    return refused(
      'a formatted Eclipse summary',
      'import the unformatted .SMSPEC and .UNSMRY files of the run',
    );
  }
  if (/^\s*(<!doctype html|<html|<\?xml)/i.test(text))
    return refused('a web page or XML', 'export the data as CSV and import that');
  if (/^\s*[[{]\s*["{[\]}]/.test(text))
    return refused('JSON', 'export the data as CSV and import that');
  return { kind: 'text' };
}

const CSV = 'save the sheet as "CSV UTF-8" and import that';
const WRONG_KINDS = [
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook or another Office file', CSV],
  ['%PDF', 'a PDF', 'import the data that it was made from'],
  ['\x89PNG', 'an image', 'import the data that it was made from'],
  ['\xff\xd8\xff', 'an image', 'import the data that it was made from'],
  ['GIF8', 'an image', 'import the data that it was made from'],
  ['\x89HDF', 'an HDF5 file', 'export the data as CSV or Parquet and import that'],
  ['CDF', 'a NetCDF file', 'export the data as CSV or Parquet and import that'],
  ['FEA1', 'a Feather file of version 1', 'write it again as Arrow (Feather version 2) or Parquet'],
  ['SQLite format 3', 'a database', 'export the data as CSV and import that'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive', 'unpack it and import the files in it'],
  ['Rar!', 'a RAR archive', 'unpack it and import the files in it'],
] as const;

function refused(what: string, hint: string): { kind: 'refused'; why: string } {
  return { kind: 'refused', why: `This is ${what}, which cannot be imported; ${hint}.` };
}
