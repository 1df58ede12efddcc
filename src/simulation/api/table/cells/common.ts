import { humanDuration } from '../../../base/go/human-duration';
import { parseTime } from '../../../base/time';
import type { TableCells } from '../../kind';
import type { ApiObject, Labels } from '../../types';

/** What several tables say alike (pkg/printers/internalversion/printers.go). */

/** Cells of one object of a kind; `now`: µs since 1970. */
export type CellsOf<T extends ApiObject> = (object: T, now: number) => TableCells;

/** Cells by the type of the kind: `core.v1.Pod`. */
export type CellTable = Readonly<Record<string, (object: ApiObject, now: number) => TableCells>>;

/** Cells that are written for one kind, as the table of all kinds holds them: it asks with objects of that kind. */
export const cells = <T extends ApiObject>(of: CellsOf<T>): CellTable[string] => of as CellTable[string];

/** translateTimestampSince. */
export function since(time: string | null | undefined, now: number): string {
  const then = parseTime(time ?? '');
  return then === undefined ? '<unknown>' : humanDuration(now - then);
}

export const age = ({ metadata }: ApiObject, now: number): string => since(metadata.creationTimestamp, now);
export const nameCell = ({ metadata }: ApiObject): string => metadata.name ?? '';

/** labels.FormatLabels: in the order of the whole terms. */
export function formatLabels(labels: Labels | null | undefined): string {
  const terms = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return terms.length === 0 ? '<none>' : terms.sort().join(',');
}

interface Named {
  readonly name?: string;
  readonly image?: string;
}

/** layoutContainerCells: names and images. */
export const containerCells = (containers: readonly Named[] | null | undefined): readonly [string, string] => [
  (containers ?? []).map(({ name = '' }) => name).join(','),
  (containers ?? []).map(({ image = '' }) => image).join(','),
];

/** listWithMoreString: the first few, and how many more there are. */
export function listWithMore(items: readonly string[], most: number, none = '<unset>'): string {
  const text = items.slice(0, most).join(',');
  if (items.length > most) return `${text} + ${items.length - most} more...`;
  return text === '' ? none : text;
}

/** A condition's status by its type. */
export function conditionStatus(conditions: readonly { readonly type: string; readonly status: string }[] | null | undefined, type: string): string | undefined {
  return conditions?.find((one) => one.type === type)?.status;
}
