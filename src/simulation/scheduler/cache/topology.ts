import type { Labels } from '../../api';

/** One topology key as a column: which of its values each node has. */
export interface TopologyColumn {
  /** By node slot: the number of the domain, or −1 where the node lacks the label. */
  readonly ids: Int32Array;
  /** By number: the label's value. */
  readonly values: readonly string[];
}

interface Column {
  ids: Int32Array;
  readonly values: string[];
  readonly numbers: Map<string, number>;
}

/** Columns for the topology keys that some Pod has asked about. Nodes come and go in slots; a column is made when first needed. */
export class Topology {
  private readonly columns = new Map<string, Column>();
  private readonly labels: (Labels | undefined)[] = [];

  set(slot: number, labels: Labels | undefined): void {
    this.labels[slot] = labels;
    for (const [key, column] of this.columns) write(column, key, slot, labels);
  }

  column(key: string): TopologyColumn {
    const found = this.columns.get(key);
    if (found !== undefined) return found;
    const column: Column = { ids: new Int32Array(capacityFor(this.labels.length)).fill(-1), values: [], numbers: new Map() };
    this.columns.set(key, column);
    this.labels.forEach((labels, slot) => write(column, key, slot, labels));
    return column;
  }
}

export const capacityFor = (length: number): number => Math.max(16, 2 ** Math.ceil(Math.log2(length + 1)));

function write(column: Column, key: string, slot: number, labels: Labels | undefined): void {
  if (slot >= column.ids.length) {
    const larger = new Int32Array(capacityFor(slot)).fill(-1);
    larger.set(column.ids);
    column.ids = larger;
  }
  const value = labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (value === undefined) {
    column.ids[slot] = -1;
    return;
  }
  let number = column.numbers.get(value);
  if (number === undefined) {
    number = column.values.length;
    column.values.push(value);
    column.numbers.set(value, number);
  }
  column.ids[slot] = number;
}
