import type { LimitRange, LimitRangeSpec, Namespace, ResourceQuota } from '../../../api/generated/types/core.v1';
import { formatQuantity, quantityOf, unitValueBig } from '../../../api/quantity';
import { goSort } from '../../../base/go/sort';
import { listObjects } from '../../runtime/client';
import { isNotFound } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import { asking, plain } from '../describer';
import { head, indent, line, rfc1123, ruled } from '../text';

const TITLES = ['Type', 'Resource', 'Min', 'Max', 'Default Request', 'Default Limit', 'Max Limit/Request Ratio'];
const RULES = ['----', '--------', '---', '---', '---------------', '-------------', '-----------------------'];

/** describeLimitRangeSpec; the real one's rows of a limit stand in no order, here they are sorted. */
function limitLines(spec: LimitRangeSpec | undefined, prefix: string): string {
  return (spec?.limits ?? [])
    .flatMap(({ type, min, max, default: limit, defaultRequest, maxLimitRequestRatio }) => {
      const lists = [min, max, defaultRequest, limit, maxLimitRequestRatio];
      const names = [...new Set(lists.flatMap((list) => Object.keys(list ?? {})))].sort();
      return names.map((name) => `${prefix}${[type, name, ...lists.map((list) => list?.[name] ?? '-')].join('\t')}\n`);
    })
    .join('');
}

/** describeLimitRange. */
export const describeLimitRange = plain<LimitRange>(({ metadata, spec }) => `${line(0, 'Name', metadata.name)}${line(0, 'Namespace', metadata.namespace)}${ruled(0, TITLES, RULES, [])}${limitLines(spec, '')}`);

const SCOPES: Readonly<Record<string, string>> = {
  Terminating: 'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating: 'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort: 'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort: 'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

function scopeLines(scopes: readonly string[] | undefined, level: number, bullet: string): string {
  const sorted = [...(scopes ?? [])].sort();
  if (sorted.length === 0) return '';
  return `${line(level, 'Scopes', sorted.join(', '))}${sorted.flatMap((scope) => (SCOPES[scope] === undefined ? [] : [`${indent(level)}${bullet}${SCOPES[scope]}\n`])).join('')}`;
}

/** What is used, in the family of suffixes in which its limit is written. */
function usedText(used: string | undefined, hard: string): string {
  const [amount, limit] = [quantityOf(used), quantityOf(hard)];
  return amount.format === limit.format ? formatQuantity(amount) : formatQuantity({ nano: unitValueBig(amount) * 1_000_000_000n, format: limit.format });
}

/** describeQuota. */
export const describeQuota = plain<ResourceQuota>(({ metadata, spec, status }) => {
  const names = Object.keys(status?.hard ?? {}).sort();
  const rows = names.map((name) => [name, usedText(status?.used?.[name], status?.hard?.[name] ?? '0'), status?.hard?.[name]]);
  return `${line(0, 'Name', metadata.name)}${line(0, 'Namespace', metadata.namespace)}${scopeLines(spec?.scopes, 0, ' * ')}${ruled(0, ['Resource', 'Used', 'Hard'], ['--------', '----', '----'], rows)}`;
});

function quotaLines(quotas: readonly ResourceQuota[]): string {
  if (quotas.length === 0) return 'No resource quota.\n';
  const each = goSort(quotas, (a, b) => (a.metadata.name ?? '') < (b.metadata.name ?? '')).map(({ metadata, spec, status }) => {
    const rows = Object.keys(status?.hard ?? {}).sort().map((name) => [name, status?.used?.[name] ?? '0', status?.hard?.[name]]);
    return `${line(1, 'Name', metadata.name)}${scopeLines(spec?.scopes, 1, '* ')}${ruled(1, ['Resource', 'Used', 'Hard'], ['--------', '---', '---'], rows)}`;
  });
  return `Resource Quotas\n${each.join('')}`;
}

const rangeLines = (ranges: readonly LimitRange[]): string =>
  ranges.length === 0 ? 'No LimitRange resource.\n' : `Resource Limits\n ${TITLES.join('\t')}\n ${RULES.join('\t')}\n${ranges.map(({ spec }) => limitLines(spec, ' ')).join('')}`;

function* listed<T>(session: Session, kindName: string, namespace: string): Steps<readonly T[] | undefined> {
  const kind = session.machine.registry().find('v1', kindName);
  try {
    return kind === undefined ? undefined : ((yield* listObjects(session, kind, namespace)) as unknown as readonly T[]);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** describeNamespace. */
export const describeNamespace = asking<Namespace>(function* described({ metadata, status }, { session }) {
  const quotas = yield* listed<ResourceQuota>(session, 'ResourceQuota', metadata.name ?? '');
  const ranges = yield* listed<LimitRange>(session, 'LimitRange', metadata.name ?? '');
  const rows = (status?.conditions ?? []).map(({ type, status: met, lastTransitionTime, reason, message }) => [type, met, rfc1123(lastTransitionTime), reason, message]);
  const conditions = rows.length === 0 ? '' : `Conditions:\n${ruled(1, ['Type', 'Status', 'LastTransitionTime', 'Reason', 'Message'], ['----', '------', '------------------', '------', '-------'], rows)}`;
  return `${head(metadata)}${line(0, 'Status', status?.phase)}${conditions}${quotas === undefined ? '' : `\n${quotaLines(quotas)}`}${ranges === undefined ? '' : `\n${rangeLines(ranges)}`}`;
});
