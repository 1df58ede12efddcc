import { useMemo } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { type BalanceTerm, type FitScore, type RejectionParams, type ScoreLine } from '@site/src/simulation/scheduler';
import { amount, formatFor, type Format } from '../amounts';
import { schedulerMessages } from './messages';

type SchedulerText = (typeof schedulerMessages)['ko'];

export const taintText = (taint: { key: string; value?: string; effect: string }): string =>
  `${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`;

/** What devices are to a request, in the order in which they are looked at. */
const DEVICE_PARTS = ['notSelected', 'inUse', 'tainted', 'free'] as const;

/** Why a node was rejected, in a sentence. */
function rejectionText(params: RejectionParams, text: SchedulerText, f: Format): string {
  switch (params.kind) {
    case 'unschedulable':
      return text.reject.unschedulable;
    case 'nodeName':
      return text.reject.nodeName(params.wanted);
    case 'taint':
      return text.reject.taint(taintText(params.taint));
    case 'nodeSelector':
      return text.reject.nodeSelector(params.key, params.wanted, params.actual === null ? text.reject.labelMissing : text.reject.labelIs(params.actual));
    case 'nodeAffinity':
      return text.reject.nodeAffinity;
    case 'affinityConflict':
      return text.reject.affinityConflict;
    case 'ports':
      return text.reject.ports(`${params.port}/${params.protocol}`);
    case 'resource': {
      if (params.resource === 'pods') return text.reject.pods(f.n(params.used), f.n(params.capacity));
      const show = (value: number): string => amount(params.resource, value, f);
      const free = Math.max(0, params.capacity - params.used);
      return text.reject.resource(params.resource, show(params.requested), show(free), show(params.capacity), show(params.used));
    }
    case 'spread':
      if (params.domain === null) return text.reject.spreadLabel(params.topologyKey);
      return text.reject.spread(params.topologyKey, params.domain, f.n(params.matching), f.n(params.min), f.n(params.maxSkew));
    case 'gates':
      return text.reject.gates(params.gates.join(', '));
    case 'enforcedAffinity':
      return text.reject.enforcedAffinity;
    case 'podAffinity':
      return text.reject.podAffinity[params.rule](params.topologyKey);
    case 'volume':
      return text.reject.volume[params.problem](params.name);
    case 'claim':
      return text.reject.claim[params.problem](params.name);
    case 'devices':
      return params.claims
        .flatMap(({ claim, requests }) => requests.map(({ request, wanted, total, ...count }) => {
          const parts = DEVICE_PARTS.flatMap((part) => (count[part] === 0 ? [] : [text.reject.deviceParts[part](f.n(count[part]))]));
          return text.reject.devices(claim, request, wanted === null ? null : f.n(wanted), total === 0 ? null : f.n(total), parts);
        }))
        .join(' ');
    case 'features':
      return text.reject.features(params.missing.join(', '));
  }
}

function balanceText(term: BalanceTerm, label: string, text: SchedulerText, f: Format): string {
  const parts = term.fractions.map((p) => `${p.resource} ${amount(p.resource, p.requested, f)} / ${amount(p.resource, p.allocatable, f)} = ${p.fraction.toFixed(3)}`);
  const std = term.fractions.length === 2 ? `|${term.fractions.map((p) => p.fraction.toFixed(3)).join(' − ')}| / 2 = ${term.std.toFixed(4)}` : '0';
  return `${label}: ${parts.join(', ')}\n${text.why.difference} ${std}; ⌊(1 − ${term.std.toFixed(4)}) × 100⌋ = ${term.score}`;
}

/** A score times its plugin's weight. */
const weightedScore = (line: ScoreLine, text: SchedulerText): string => text.scoreLine(String(line.normalized), String(line.weight), String(line.weighted));

/** One line a resource, as its strategy counts: what is left, what is taken, or a point of a shape. */
function fitLines({ strategy, resources }: FitScore, text: SchedulerText, f: Format): string[] {
  return resources.map(({ resource, allocatable, requested, score }) => {
    const [total, taken] = [amount(resource, allocatable, f), amount(resource, requested, f)];
    if (strategy === 'LeastAllocated') return `${resource}: ⌊(${total} − ${taken}) × 100 / ${total}⌋ = ${score}`;
    if (strategy === 'MostAllocated') return `${resource}: ⌊${taken} × 100 / ${total}⌋ = ${score}`;
    return text.why.shape(resource, taken, total, String(score));
  });
}

/** The mean of the resources, each with its weight; with a shape those that score 0 do not count, and it is rounded instead of cut. */
function fitAverage({ strategy, resources }: FitScore, raw: number): string {
  const shaped = strategy === 'RequestedToCapacityRatio';
  const counted = shaped ? resources.filter(({ score }) => score > 0) : resources;
  const plain = counted.every(({ weight }) => weight === 1);
  const sum = counted.map(({ score, weight }) => (plain ? String(score) : `${score} × ${weight}`)).join(' + ') || '0';
  const mean = `(${sum}) / ${Math.max(1, counted.reduce((all, { weight }) => all + weight, 0))}`;
  return shaped ? `${mean} ≈ ${raw}` : `⌊${mean}⌋ = ${raw}`;
}

/** The arithmetic of one score, line by line. */
function scoreWhy(line: ScoreLine, text: SchedulerText, f: Format): string {
  const lines: string[] = [];
  const e = line.explanation;
  switch (e?.kind) {
    case 'taints':
      lines.push(text.why.taints(f.n(e.untolerated.length)), ...e.untolerated.map(taintText));
      break;
    case 'nodeAffinity': {
      const matched = e.terms.filter((term) => term.matched).map((term) => term.weight);
      lines.push(text.why.affinityTerms(matched.length === 0 ? '0' : `${matched.join(' + ')} = ${line.raw}`));
      break;
    }
    case 'spread':
      for (const t of e.terms) lines.push(text.why.spreadTerm(t.topologyKey, t.domain, String(t.count), t.weight.toFixed(3), String(t.maxSkew), t.part.toFixed(3)));
      lines.push(`≈ ${line.raw}`, text.why.spreadWeight);
      break;
    case 'fit':
      lines.push(...fitLines(e, text, f), fitAverage(e, line.raw), text.why.nonZero);
      break;
    case 'balanced':
      lines.push(balanceText(e.after, text.why.after, text, f), balanceText(e.before, text.why.before, text, f));
      lines.push(`50 + ⌊(50 + ${e.after.score} − ${e.before.score}) / 2⌋ = ${line.raw}`);
      break;
    case 'images': {
      const list = e.images.map((i) => `${i.name} ${f.memory(i.size)} × ${i.numNodes}/${e.totalNodes} = ${f.memory(i.scaled)}`);
      lines.push(list.length === 0 ? text.why.noImages : text.why.images(list.join(', '), f.n(e.totalNodes)));
      const sum = Math.min(e.max, Math.max(e.min, e.sum));
      lines.push(`⌊100 × (${f.memory(sum)} − ${f.memory(e.min)}) / (${f.memory(e.max)} − ${f.memory(e.min)})⌋ = ${line.raw}`);
      break;
    }
    case 'podAffinity':
      for (const term of e.terms) lines.push(`${term.topologyKey}=${term.domain}: ${term.sum}`);
      lines.push(text.why.podAffinity(String(line.raw)));
      break;
    case 'devices':
      lines.push(...(e.taken.length === 0 ? [text.why.noAlternative] : e.taken.map(({ claim, request, points }) => text.why.alternative(claim, request, String(points)))));
      break;
    case undefined:
      break;
  }
  if (line.normalization !== undefined) {
    const { max, min, formula } = line.normalization;
    const result = String(line.normalized);
    if (formula === 'range') lines.push(max === min ? text.why.normalizedSame(result) : text.why.normalizedRange(String(line.raw), String(max), String(min), result));
    else if (max === 0) lines.push(text.why.allEqual(result));
    else if (formula === 'spread') lines.push(text.why.normalizedSpread(String(line.raw), String(max), String(min), result));
    else lines.push((formula === 'reversed' ? text.why.normalizedReverse : text.why.normalized)(String(line.raw), String(max), result));
  }
  lines.push(weightedScore(line, text));
  return lines.join('\n');
}

/** A scheduler's reasons in the reader's language. */
export interface SchedulerPhrases {
  /** Why a node was rejected, in a sentence. */
  readonly rejection: (params: RejectionParams) => string;
  /** A score times its plugin's weight, in a line. */
  readonly score: (line: ScoreLine) => string;
  /** The arithmetic of one score, line by line. */
  readonly scoreWhy: (line: ScoreLine) => string;
}

export function useSchedulerPhrases(): SchedulerPhrases {
  const text = useMessages(schedulerMessages);
  const locale = useLocale();
  return useMemo(() => {
    const f = formatFor(locale);
    return {
      rejection: (params) => rejectionText(params, text, f),
      score: (line) => weightedScore(line, text),
      scoreWhy: (line) => scoreWhy(line, text, f),
    };
  }, [text, locale]);
}
