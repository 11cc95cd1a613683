/**
 * The correlation that n pairs of unrelated numbers reach by chance in one case of twenty (two-sided, 5 %); a smaller
 * correlation is not significant. `t / sqrt(n - 2 + t^2)` with Student's t for n - 2 degrees of freedom; 1 for fewer
 * than 3.
 */
export function significantCorrelation(n: number): number {
  if (n < 3) return 1;
  const t = studentT975(n - 2);
  return t / Math.sqrt(n - 2 + t * t);
}

/** Student's t for 1 to 10 degrees of freedom; beyond, the expansion below is exact to four digits. */
const T_975 = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281];
const Z_975 = 1.959964;

/** The 97.5 % quantile of Student's t: a table, then Fisher's expansion around the normal quantile. */
function studentT975(degrees: number): number {
  const tabled = T_975[degrees - 1];
  if (tabled !== undefined) return tabled;
  const z = Z_975;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3;
}
