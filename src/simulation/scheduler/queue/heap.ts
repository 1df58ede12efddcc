/** pkg/scheduler/backend/heap: a heap whose items can be found and taken out by key. Equals leave in the order in which they came. */
export class Heap<T extends { readonly key: string }> {
  private readonly items: { value: T; readonly turn: number }[] = [];
  private readonly at = new Map<string, number>();
  private turns = 0;

  constructor(private readonly less: (a: T, b: T) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  get(key: string): T | undefined {
    const at = this.at.get(key);
    return at === undefined ? undefined : this.items[at].value;
  }

  peek(): T | undefined {
    return this.items[0]?.value;
  }

  /** Adds an item, or takes it in again after it changed. */
  set(value: T): void {
    this.delete(value.key);
    this.items.push({ value, turn: this.turns++ });
    this.at.set(value.key, this.items.length - 1);
    this.up(this.items.length - 1);
  }

  pop(): T | undefined {
    const first = this.items[0]?.value;
    if (first !== undefined) this.delete(first.key);
    return first;
  }

  delete(key: string): boolean {
    const at = this.at.get(key);
    if (at === undefined) return false;
    const last = this.items.length - 1;
    this.swap(at, last);
    this.items.pop();
    this.at.delete(key);
    if (at < last) {
      this.up(at);
      this.down(at);
    }
    return true;
  }

  /** In the order in which they would be popped. */
  sorted(): T[] {
    return [...this.items].sort((a, b) => (this.before(a, b) ? -1 : 1)).map(({ value }) => value);
  }

  private before(a: { value: T; turn: number }, b: { value: T; turn: number }): boolean {
    return this.less(a.value, b.value) || (!this.less(b.value, a.value) && a.turn < b.turn);
  }

  private swap(i: number, j: number): void {
    [this.items[i], this.items[j]] = [this.items[j], this.items[i]];
    this.at.set(this.items[i].value.key, i);
    this.at.set(this.items[j].value.key, j);
  }

  private up(i: number): void {
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.before(this.items[i], this.items[parent])) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private down(i: number): void {
    for (;;) {
      let first = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < this.items.length && this.before(this.items[child], this.items[first])) first = child;
      if (first === i) return;
      this.swap(i, first);
      i = first;
    }
  }
}
