import type { ResourceList } from '../../api/types';

/** What a refusal of ResourceQuota says, read back from its words (apiserver pkg/admission/plugin/resourcequota/controller.go). */
export type QuotaRefusal =
  /** Charges that would go over the limit: `asked` more than `used` of `hard`, a resource each. */
  | { readonly kind: 'exceeded'; readonly quota: string; readonly charges: readonly { readonly resource: string; readonly asked: string; readonly used: string; readonly hard: string }[] }
  /** What the object would have to state because a quota names it. */
  | { readonly kind: 'missing'; readonly quota: string; readonly resources: readonly string[] }
  /** The quota's controller has not counted these yet. */
  | { readonly kind: 'unknown'; readonly quota: string; readonly resources: readonly string[] };

/** `requests.cpu=1,pods=2`. */
const amounts = (text: string): ResourceList => Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string]));

/** undefined: the words are not a quota's. The message may stand inside another one, as in an Event. */
export function readRefusal(message: string): QuotaRefusal | undefined {
  const exceeded = /exceeded quota: (\S+), requested: (\S+), used: (\S+), limited: (\S+)/.exec(message);
  if (exceeded !== null) {
    const [, quota = '', asked = '', used = '', hard = ''] = exceeded;
    const [more, now, most] = [amounts(asked), amounts(used), amounts(hard)];
    return { kind: 'exceeded', quota, charges: Object.keys(more).map((resource) => ({ resource, asked: more[resource] ?? '', used: now[resource] ?? '', hard: most[resource] ?? '' })) };
  }
  const missing = /failed quota: (\S+): must specify (.+)$/.exec(message);
  if (missing !== null) {
    const [, quota = '', rest = ''] = missing;
    return { kind: 'missing', quota, resources: rest.split('; ').map((part) => part.split(' for: ')[0] ?? '') };
  }
  const unknown = /status unknown for quota: (\S+), resources: (\S+)/.exec(message);
  return unknown === null ? undefined : { kind: 'unknown', quota: unknown[1] ?? '', resources: (unknown[2] ?? '').split(',') };
}
