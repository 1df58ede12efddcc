import { tableText } from '../table';
import { EXIT, fail } from '../client';
import type { Session } from '../client';
import { printFields } from './fields';
import { printJson } from './json';
import type { Printed, PrintOptions, Response } from './responses';
import { healthRows, memberRows, statusRows } from './rows';
import { printSimple } from './simple';

export type { Response } from './responses';

/** --write-out=table (printer_table.go): only lists have one. */
function printTable(response: Response): Printed {
  const rows = response.is === 'memberList' ? memberRows(response.members) : response.is === 'endpointHealth' ? healthRows(response.list) : response.is === 'endpointStatus' ? statusRows(response.list) : undefined;
  return rows === undefined ? { unsupported: 'table' } : { out: tableText(rows.names, rows.rows) };
}

const PRINTERS: Readonly<Record<string, (response: Response, options: PrintOptions) => Printed>> = { simple: printSimple, fields: printFields, json: printJson, table: printTable, protobuf: () => ({ unsupported: 'protobuf' }) };

/** Prints an answer as --write-out says. Protobuf, bytes that a terminal cannot show, is left out here. */
export function print({ machine, settings }: Session, response: Response): void {
  const printed = PRINTERS[settings.text('write-out')]!(response, { hex: settings.bool('hex') });
  if ('unsupported' in printed) fail(machine, EXIT.badFeature, `${printed.unsupported} not supported as output format`);
  machine.out(printed.out);
  if (printed.err !== undefined) machine.err(printed.err);
}
