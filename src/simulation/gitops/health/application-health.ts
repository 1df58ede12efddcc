/** Health of an application and of each of its objects (controller/health.go: setApplicationHealth). */
import { quote } from '../../base/go/quote';
import { isHook, isIgnored, isSkipped } from '../hooks/hooks';
import { annotationsOf, groupOf, kindOf, nameOf, namespaceOf } from '../objects';
import type { JsonObject } from '../objects';
import { resourceHealth } from './resource-health';
import type { HealthScripts } from './resource-health';
import { isWorse } from './status';
import type { Health, HealthCode } from './status';

/** An object as Git has it and as the cluster has it, either of which may be missing. */
export interface Pair {
  readonly target: JsonObject | undefined;
  readonly live: JsonObject | undefined;
}

export interface ApplicationHealth {
  readonly health: HealthCode | '';
  /** For each pair; undefined where none is judged. */
  readonly resources: readonly (Health | undefined)[];
  readonly error?: string;
}

const MISSING: Health = { status: 'Missing', message: '' };
const IGNORE_HEALTH = 'argocd.argoproj.io/ignore-healthcheck';

/** @param app the Application's own name and namespace: one that manages itself does not count. */
export function applicationHealth(pairs: readonly Pair[], app: { readonly name: string; readonly namespace: string }, scripts?: HealthScripts): ApplicationHealth {
  let worst: Health['status'] = 'Healthy';
  let [any, anyLive] = [false, false];
  const errors: string[] = [];
  const resources = pairs.map(({ target, live }): Health | undefined => {
    if (target !== undefined && isSkipped(target)) return undefined;
    if (live !== undefined && (isHook(live) || isIgnored(live))) return undefined;
    any = true;
    if (live === undefined) return MISSING;
    anyLive = true;
    if (annotationsOf(live)[IGNORE_HEALTH] === 'true' || isItself(live, app)) return undefined;
    const { health, error } = resourceHealth(live, scripts);
    if (error !== undefined && errors.length === 0) errors.push(`failed to get resource health for ${quote(kindOf(live))} with name ${quote(nameOf(live))} in namespace ${quote(namespaceOf(live))}: ${error}`);
    const isApplication = kindOf(live) === 'Application' && groupOf(live) === 'argoproj.io';
    if (health !== undefined && !(isApplication && (health.status === 'Missing' || health.status === 'Unknown')) && isWorse(worst, health.status)) worst = health.status;
    return health;
  });
  if (any && !anyLive && isWorse(worst, 'Missing')) worst = 'Missing';
  return { health: worst, resources, ...(errors[0] === undefined ? {} : { error: errors[0] }) };
}

/** isSelfReferencedApp. */
const isItself = (live: JsonObject, { name, namespace }: { readonly name: string; readonly namespace: string }): boolean =>
  kindOf(live) === 'Application' && groupOf(live) === 'argoproj.io' && nameOf(live) === name && namespaceOf(live) === namespace;
