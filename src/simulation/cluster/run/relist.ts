import { byText } from '../../base/ordered-map';
import { differences } from '../../base/ordered-map-changes';
import { isStopped } from '../components/refusal';
import type { ComponentsState, Origin } from '../components/types';
import type { AnyController, Heard } from '../control/controller';
import { tableOf } from '../store/store';
import type { Tables } from '../store/store';
import { hears } from './interest';

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Its watches are broken, or nothing comes through. */
export const isLost = (components: ComponentsState, { process, node }: Origin): boolean =>
  byText.has(components.broken, process) || (node !== undefined && isStopped(components, `network/${node}`));

/** The resources that a controller hears of: those of its handlers, and what else there is where it hears of others too. */
export const heardOf = ({ handlers, others }: AnyController, ...tables: readonly Tables[]): ReadonlySet<string> => new Set([...Object.keys(handlers), ...(others === undefined ? [] : tables.flatMap((one) => [...byText.entries(one)].map(([resource]) => resource)))]);

/** What an informer tells its handlers after it had to list anew (client-go cache Replace): how what it finds differs from what it had. */
export function* relisted(controller: AnyController, before: Tables, after: Tables): Generator<readonly [resource: string, heard: Heard]> {
  for (const resource of heardOf(controller, before, after)) {
    for (const { before: old, after: object } of differences(order, tableOf(before, resource).objects, tableOf(after, resource).objects)) {
      const heard: Heard | undefined =
        object === undefined ? (old === undefined ? undefined : { type: 'DELETED', object: old, old }) : { type: old === undefined ? 'ADDED' : 'MODIFIED', object, old };
      if (heard !== undefined && hears(controller, { resource, ...heard })) yield [resource, heard];
    }
  }
}
