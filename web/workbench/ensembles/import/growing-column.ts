const INITIAL_CAPACITY = 1024;

/** Numbers that are added one by one, in one typed array. */
export class GrowingColumn {
  #values = new Float64Array(INITIAL_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** What has been added so far, without a copy. */
  get values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}
