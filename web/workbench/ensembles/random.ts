/**
 * Pseudo-random numbers that are the same in every browser, because they use only 32-bit integers (mulberry32) and, for
 * the normal distribution, sums.
 */
export interface Random {
  /** In [0, 1). */
  uniform(): number;
  /** Approximately normal: mean 0, standard deviation 1, between -6 and 6. */
  normal(): number;
  pick<T>(items: readonly [T, ...T[]]): T;
}

const UNIFORMS_PER_NORMAL = 12;

export function createRandom(name: string, seed: number): Random {
  let state = seed | 0;
  for (const character of name) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }

  function uniform(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    uniform,
    normal() {
      let sum = 0;
      for (let i = 0; i < UNIFORMS_PER_NORMAL; i++) sum += uniform();
      return sum - UNIFORMS_PER_NORMAL / 2;
    },
    pick: (items) => items[Math.floor(uniform() * items.length)] ?? items[0],
  };
}
