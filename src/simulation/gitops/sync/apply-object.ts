/** How one object is brought into the cluster (gitops-engine pkg/sync/sync_context.go: applyObject). */
import { SYNC_OPTIONS } from '../diff/diff';
import { hasOption, kindOf, keyOf, metadataOf, nameOf, printKey, withMetadata } from '../objects';
import type { JsonObject } from '../objects';
import { listOf, objectOf } from '../../api/schema/values';
import { applyResource, createResource, migrateManagers, replaceResource, updateResource } from './kubectl';
import type { Done, Door } from './kubectl';
import { isDefinition } from './task';

export interface ApplySettings {
  readonly replace: boolean;
  readonly force: boolean;
  readonly serverSideApply: boolean;
  /** Whether fields of this manager are taken over where an object is applied server-side; undefined: they are not. */
  readonly migratesFrom: string | undefined;
}

const owns = (live: JsonObject, manager: string): boolean => listOf(metadataOf(live).managedFields).map(objectOf).some((entry) => entry.manager === manager && entry.operation === 'Update');

function replaced(door: Door, target: JsonObject, live: JsonObject | undefined, dryRun: boolean, force: boolean): Done {
  if (live === undefined) return createResource(door, target, dryRun);
  if (!isDefinition(target) && kindOf(target) !== 'Namespace') return replaceResource(door, target, dryRun, force);
  const message = `${kindOf(target)}/${nameOf(target)} updated`;
  if (dryRun) return { message };
  const updated = updateResource(door, withMetadata(target, { resourceVersion: metadataOf(live).resourceVersion }));
  return 'error' in updated ? { error: updated.error } : { message };
}

export function applyObject(door: Door, target: JsonObject, live: JsonObject | undefined, dryRun: boolean, settings: ApplySettings): Done {
  const says = (option: string): boolean => hasOption(target, SYNC_OPTIONS, option) || (live !== undefined && hasOption(live, SYNC_OPTIONS, option));
  const force = settings.force || says('Force=true');
  if (settings.replace || says('Replace=true')) return replaced(door, target, live, dryRun, force);
  const serverSide = !dryRun && !hasOption(target, SYNC_OPTIONS, 'ServerSideApply=false') && (settings.serverSideApply || hasOption(target, SYNC_OPTIONS, 'ServerSideApply=true'));
  const { migratesFrom } = settings;
  if (serverSide && live !== undefined && migratesFrom !== undefined && migratesFrom !== '' && owns(live, migratesFrom)) {
    const migrated = migrateManagers(door, live, migratesFrom);
    if ('error' in migrated) return { error: `Failed to perform client-side apply migration for ${printKey(keyOf(live))}: ${migrated.error}` };
  }
  return applyResource(door, target, { dryRun, force, serverSide });
}
