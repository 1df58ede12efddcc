import { tableOf } from '../../api/table/table';
import type { Table } from '../../api/table/table';
import { formatLabels } from '../../api/table/cells/common';
import type { Cell, Kind } from '../../api/kind';
import type { Column } from '../../api/schema/resources';
import { groupQualified } from '../../api/status';
import type { ApiObject } from '../../api/types';
import { plainFloat } from '../../base/go/float';

/** How a table is printed (cli-runtime printers.PrintOptions). */
export interface TableOptions {
  readonly wide?: boolean;
  readonly noHeaders?: boolean;
  readonly withNamespace?: boolean;
  /** `deployment.apps/` before each name. */
  readonly kind?: Kind;
  readonly showLabels?: boolean;
  readonly columnLabels?: readonly string[];
}

/** WriteEscaped and the cut at the first line break (tableprinter.go printTable). */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isInteger(cell) ? String(cell) : plainFloat(cell);
  if (typeof cell === 'boolean') return String(cell);
  const at = cell.search(/[\f\n\r]/);
  const line = at < 0 ? cell : `${cell.slice(0, at)}...`;
  return line.replaceAll('\u001b', '^[').replaceAll('\r', '\\r');
}

const labelHeader = (label: string): string => label.slice(label.lastIndexOf('/') + 1).toUpperCase();

/** decorateTable and printTable: rows of cells that end in tabs, for a tab writer. */
export function tableText<T extends ApiObject>({ columns, rows }: Table<T>, options: TableOptions): string {
  if (rows.length === 0) return '';
  const { columnLabels = [], kind } = options;
  const shown = columns.flatMap((column, at) => (options.wide === true || column.priority === 0 ? [{ column, at }] : []));
  const nameAt = kind === undefined ? -1 : columns.findIndex(({ format, type }) => format === 'name' && type === 'string');
  const prefix = kind === undefined ? '' : `${groupQualified(kind.resource?.group ?? '', kind.kind).toLowerCase()}/`;
  const header = [
    ...(options.withNamespace === true ? ['NAMESPACE'] : []),
    ...shown.map(({ column }: { readonly column: Column }) => column.name.toUpperCase()),
    ...columnLabels.map(labelHeader),
    ...(options.showLabels === true ? ['LABELS'] : []),
  ];
  const lines = rows.map(({ cells, object }) => {
    // Cells of labels are put behind the server's: where a row has more of those than there are columns, they stand in the labels' place (IPAddresses).
    const surplus = cells.slice(columns.length).map(cellText);
    const labels = [...columnLabels.map((label) => object.metadata.labels?.[label] ?? ''), ...(options.showLabels === true ? [formatLabels(object.metadata.labels)] : [])];
    return [
      ...(options.withNamespace === true ? [object.metadata.namespace ?? ''] : []),
      ...shown.map(({ at }) => `${at === nameAt ? prefix : ''}${cellText(cells[at] ?? null)}`),
      ...[...surplus, ...labels].slice(0, labels.length),
    ];
  });
  return [...(options.noHeaders === true ? [] : [header]), ...lines].map((line) => `${line.join('\t')}\n`).join('');
}

/** The rows of objects of one kind, as the server's table says them. `now`: µs since 1970. */
export const objectsText = (kind: Kind, objects: readonly ApiObject[], now: number, options: TableOptions): string => tableText(tableOf(kind, objects, now), options);
