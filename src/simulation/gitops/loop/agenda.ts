/** Which application is due when: a binary heap, so that hundreds are not gone through for one. What was put off stays in it until it comes to the top. */
import { dueOf } from './look';
import type { AppState } from './types';

interface Entry {
  readonly at: number;
  readonly name: string;
}

export class Agenda {
  private readonly at = new Map<string, number>();
  private readonly place: ReadonlyMap<string, number>;
  private readonly heap: Entry[] = [];

  constructor(apps: Readonly<Record<string, AppState>>) {
    const names = Object.keys(apps);
    this.place = new Map(names.map((name, index) => [name, index]));
    for (const name of names) this.note(name, apps[name]!);
  }

  note(name: string, state: AppState): void {
    const at = dueOf(state);
    if (this.at.get(name) === at) return;
    this.at.set(name, at);
    if (at < Infinity) this.add({ at, name });
  }

  /** The next time at which somebody is due; Infinity: nobody is. */
  get soonest(): number {
    for (;;) {
      const [first] = this.heap;
      if (first === undefined) return Infinity;
      if (this.at.get(first.name) === first.at) return first.at;
      this.removeFirst();
    }
  }

  /** Takes whoever is due, in the order in which the applications stand. */
  takeDue(now: number): readonly string[] {
    const due: string[] = [];
    while (this.soonest <= now) {
      const { name } = this.removeFirst();
      due.push(name);
      this.at.delete(name);
    }
    return due.sort((a, b) => (this.place.get(a) ?? 0) - (this.place.get(b) ?? 0));
  }

  private add(entry: Entry): void {
    const { heap } = this;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (heap[above]!.at <= entry.at) break;
      heap[index] = heap[above]!;
      index = above;
    }
    heap[index] = entry;
  }

  private removeFirst(): Entry {
    const { heap } = this;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let below = 2 * index + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && heap[below + 1]!.at < heap[below]!.at) below += 1;
      if (heap[below]!.at >= last.at) break;
      heap[index] = heap[below]!;
      index = below;
    }
    heap[index] = last;
    return first;
  }
}
