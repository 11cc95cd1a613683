/** Placeholder names of summary items that belong to no well or group. */
const NO_NAME = /^(:\+)+:?\+?$|^$/;
const REGION_PAIR_BASE = 32_768;

export interface SummaryItem {
  readonly keyword: string;
  /** Well or group. */
  readonly wgname: string;
  /** Region, cell or segment. */
  readonly num: number;
}

/**
 * The name of a summary item as ERT, res2df and webviz write it: "FOPR", "WOPR:A1", "RPR:3", "ROFT:1-2",
 * "BPR:15,28,1", "COPR:A1:15,28,1". Undefined for an invalid item, such as a well's rate without a well.
 */
export function summaryName(
  { keyword, wgname, num }: SummaryItem,
  nx: number,
  ny: number,
): string | undefined {
  const name = NO_NAME.test(wgname) ? undefined : wgname;
  const cell = nx > 0 && ny > 0 && num > 0 ? cellName(num, nx, ny) : String(num);
  switch (keyword[0]) {
    case 'W':
    case 'G':
    case 'N':
      return name && `${keyword}:${name}`;
    case 'R':
      if (keyword.length > 2 && /^R.F[TR]?|^RNL/.test(keyword) && num >= REGION_PAIR_BASE) {
        return `${keyword}:${num % REGION_PAIR_BASE}-${Math.floor(num / REGION_PAIR_BASE) - 10}`;
      }
      return num > 0 ? `${keyword}:${num}` : undefined;
    case 'A':
      return num > 0 ? `${keyword}:${num}` : keyword;
    case 'B':
      return `${keyword}:${cell}`;
    case 'C':
      return name && `${keyword}:${name}:${cell}`;
    case 'S':
      return name ? `${keyword}:${name}:${num}` : keyword;
    default:
      return keyword;
  }
}

/** "i,j,k" of a cell number. Cells are counted from 1, along i, then j, then k. */
function cellName(num: number, nx: number, ny: number): string {
  const index = num - 1;
  return `${(index % nx) + 1},${(Math.floor(index / nx) % ny) + 1},${Math.floor(index / (nx * ny)) + 1}`;
}
