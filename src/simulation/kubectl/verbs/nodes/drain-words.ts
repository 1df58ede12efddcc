/** What `kubectl drain` says of a Pod that it does not get off a node (pkg/drain filters.go, drain.go; pkg/cmd/drain). */
import { quote } from '../../../base/go/quote';

/** The Pod that nobody would make again, without and with `--force`. */
export const BARE = 'Pods that declare no controller (use --force to override)';
export const BARE_FORCED = 'deleting Pods that declare no controller';

export const cannotDelete = (why: string, names: string): string => `cannot delete ${why}: ${names}`;
export const evicting = (namespace: string, name: string): string => `evicting pod ${namespace}/${name}`;
const whereOf = (namespace: string, name: string): string => `pods/${quote(name)} -n ${quote(namespace)}`;
export const evictionFailed = (namespace: string, name: string, message: string): string => `error when evicting ${whereOf(namespace, name)}: ${message}`;
export const willRetry = (namespace: string, name: string, message: string): string => `error when evicting ${whereOf(namespace, name)} (will retry after 5s): ${message}`;
/** Its namespace goes: nothing can be made there any more, an Eviction neither. */
export const whileTerminating = (namespace: string, name: string, message: string): string => `error when evicting pod ${quote(name)} from terminating namespace ${quote(namespace)} (will retry after 5s): ${message}`;
export const timedOut = (timeout: string): string => `global timeout reached: ${timeout}`;
export const unableToDrain = (node: string, message: string): string => `error: unable to drain node ${quote(node)} due to error: ${message}, continuing command...`;
