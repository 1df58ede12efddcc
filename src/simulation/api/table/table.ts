import { ALL_COLUMNS } from '../generated/schema/all';
import type { FlowSchema } from '../generated/types/flowcontrol.v1';
import type { Kind, TableCells } from '../kind';
import { parseColumns } from '../schema/resources';
import type { Column } from '../schema/resources';
import type { ApiObject } from '../types';
import { AUTOSCALER_CELLS } from './cells/autoscaler';
import { CLUSTER_CELLS, createdAt } from './cells/cluster';
import { nameCell } from './cells/common';
import type { CellTable } from './cells/common';
import { NETWORK_CELLS } from './cells/network';
import { POD_CELLS } from './cells/pod';
import { POLICY_CELLS } from './cells/policy';
import { STORAGE_CELLS } from './cells/storage';
import { WORKLOAD_CELLS } from './cells/workloads';
import { customCell } from './custom';

/** What the server answers a client that asks for a Table (meta/v1 Table). */
export interface Table<T extends ApiObject = ApiObject> {
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly cells: TableCells; readonly object: T }[];
}

const CELLS: CellTable = { ...POD_CELLS, ...WORKLOAD_CELLS, ...AUTOSCALER_CELLS, ...NETWORK_CELLS, ...STORAGE_CELLS, ...CLUSTER_CELLS, ...POLICY_CELLS };

const NAME: Column = { name: 'Name', type: 'string', format: 'name', priority: 0 };
/** kube-aggregator pkg/registry/apiservice/etcd ConvertToTable: it is no part of the printers. */
const OTHER_COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  // Of scaleColumnDefinitions: a Scale has no resource of its own, whose columns would be known.
  'autoscaling.v1.Scale': [NAME, ...(['Desired', 'Available', 'Age'] as const).map((name): Column => ({ name, type: name === 'Age' ? 'string' : 'integer', format: '', priority: 0 }))],
  'apiregistration.v1.APIService': [NAME, ...['Service', 'Available', 'Age'].map((name): Column => ({ name, type: 'string', format: '', priority: 0 }))],
};
const DEFAULT_COLUMNS: readonly Column[] = [NAME, { name: 'Created At', type: 'date', format: '', priority: 0 }];

/** The columns of a kind, those of `-o wide` among them. */
export function columnsOf(kind: Kind): readonly Column[] {
  if (kind.columns !== undefined) return [NAME, ...kind.columns];
  return OTHER_COLUMNS[kind.type] ?? parseColumns(ALL_COLUMNS[kind.apiVersion] ?? '').get(kind.resource?.plural ?? '') ?? DEFAULT_COLUMNS;
}

/** The cells of an object (pkg/printers/internalversion; registry/rest table.go for kinds without a printer). `now`: µs since 1970. */
export function cellsOf(kind: Kind, object: ApiObject, now: number): TableCells {
  if (kind.columns !== undefined) return [nameCell(object), ...kind.columns.map((column) => customCell(column, object, now))];
  return (kind.tableCells ?? CELLS[kind.type])?.(object, now) ?? [nameCell(object), createdAt(object.metadata.creationTimestamp)];
}

/** In which order the server's table shows a list; others stay in the order of their keys (printFlowSchemaList: the lower precedence first, then by name). */
const ROW_ORDER: Readonly<Record<string, (object: object) => number>> = { 'flowcontrol.v1.FlowSchema': (object) => (object as FlowSchema).spec?.matchingPrecedence ?? 0 };

/** Objects of one kind, ordered by their names, as the rows of a table follow each other. */
export function inRowOrder<T extends object>(kind: Kind, objects: readonly T[]): readonly T[] {
  const rank = ROW_ORDER[kind.type];
  return rank === undefined ? objects : [...objects].sort((a, b) => rank(a) - rank(b));
}

/** Objects of one kind as a Table. */
export const tableOf = <T extends ApiObject>(kind: Kind, objects: readonly T[], now: number): Table<T> => ({
  columns: columnsOf(kind),
  rows: objects.map((object) => ({ object, cells: cellsOf(kind, object, now) })),
});
