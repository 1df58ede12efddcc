import { useMemo } from 'react';
import { type Format } from '@site/src/phrases/amounts';
import { topologyRules, type NodeOfDomain, type TopologyDomain, type TopologyRule } from '@site/src/simulation/scheduler';
import { ScrollBox } from '../parts';
import { type LabText } from './messages';
import { type LabPod, type LabRun } from './run';
import { type StageView } from './view';
import styles from './Zones.module.css';

interface ZonesProps {
  pod: LabPod | undefined;
  view: StageView;
  run: LabRun;
  text: LabText;
  f: Format;
}

/** Marks beyond this are a number. */
const MOST_MARKS = 12;
/** What a Pod that the rule counts is to the chosen one. */
const MARKS: Readonly<Record<TopologyRule['rule'], string>> = { spread: '', softSpread: '', affinity: '+', antiAffinity: '−', repelled: '−', preferredAffinity: '+', preferredAntiAffinity: '−' };

const shortKey = (key: string): string => key.replace(/^.*\//, '');

/** The chosen Pod's rules over zones and hosts: each domain as a box with its nodes and Pods, how far its count may go, and whether the Pod may enter. */
export function Zones({ pod, view, run, text, f }: ZonesProps) {
  const rules = useMemo(() => {
    if (pod === undefined || run.lean) return [];
    const others = view.standing.flatMap(({ pod: { pod: other, key }, lane, note, leaving }) =>
      lane === 'placed' && key !== pod.key ? [{ ...other, metadata: { ...other.metadata, ...(leaving ? { deletionTimestamp: '2026-01-05T00:00:00Z' } : {}) }, spec: { ...other.spec, nodeName: note } }] : []);
    return topologyRules(pod.pod, { nodes: view.nodes.map(({ node }) => node), pods: others });
  }, [pod, run, view]);
  if (rules.length === 0) return null;
  const short = (key: string): string => run.pods.find((one) => one.key === key)?.short ?? key;
  return (
    <ScrollBox className={styles.zones} label={text.zones.label(pod?.short ?? '')}>
      {rules.map((rule, i) => (
        <Rule key={i} rule={rule} short={short} text={text} f={f} />
      ))}
    </ScrollBox>
  );
}

function limitOf({ rule, min, maxSkew, weight }: TopologyRule, text: LabText, f: Format): string {
  if (maxSkew !== null && min !== null) return text.zones.limits(f.n(min), f.n(maxSkew));
  return weight === null ? '' : text.zones.weight(rule === 'preferredAffinity' ? '+' : '−', f.n(weight));
}

interface PartProps {
  rule: TopologyRule;
  short: (key: string) => string;
  text: LabText;
  f: Format;
}

function Rule({ rule, short, text, f }: PartProps) {
  const limit = limitOf(rule, text, f);
  return (
    <figure className={styles.rule}>
      <figcaption>
        <strong>{text.zones.rules[rule.rule](shortKey(rule.topologyKey))}</strong>
        {limit !== '' && <span className={styles.limit}>{limit}</span>}
      </figcaption>
      <ul className={styles.domains} role="list">
        {rule.domains.map((domain) => (
          <Domain key={domain.domain} domain={domain} rule={rule} short={short} text={text} f={f} />
        ))}
      </ul>
      {rule.unlabelled.length > 0 && <p className={styles.limit}>{text.zones.unlabelled(rule.unlabelled.join(', '))}</p>}
    </figure>
  );
}

function Domain({ domain: { domain, matching, allowed, nodes }, rule, short, text, f }: PartProps & { domain: TopologyDomain }) {
  const { min, maxSkew, self } = rule;
  const verdict = allowed === null ? '' : allowed ? text.zones.enter.yes : text.zones.enter.no;
  const alone = nodes.length === 1 && nodes[0]?.node === domain;
  return (
    <li className={styles.domain} data-allowed={allowed ?? undefined} data-least={(min !== null && matching === min) || undefined}>
      <span className={styles.said}>{text.zones.said(domain, f.n(matching), verdict)}</span>
      <p className={styles.head} aria-hidden="true">
        <code>{domain}</code> <b>{f.n(matching)}</b>
      </p>
      <ul className={styles.nodes} role="list">
        {nodes.map((node) => (
          <li key={node.node} data-aside={!node.takenIn || undefined}>
            <span className={styles.said}>{text.zones.node(node.node, node.counted.length === 0 ? text.zones.none : node.counted.map(short).join(', '), f.n(node.others))}</span>
            {!alone && (
              <span className={styles.node} aria-hidden="true">
                {node.node}
                {!node.takenIn && ` (${text.zones.aside})`}
              </span>
            )}
            <Marks node={node} mark={MARKS[rule.rule]} short={short} f={f} />
          </li>
        ))}
      </ul>
      {allowed !== null && (
        <p className={styles.verdict} aria-hidden="true">
          {allowed ? '✓' : '✕'} {maxSkew !== null && min !== null ? text.zones.skew(f.n(matching), f.n(self), f.n(min), f.n(matching + self - min), f.n(maxSkew)) : verdict}
        </p>
      )}
    </li>
  );
}

/** A filled mark for each Pod that the rule counts, a ring for each other one. */
function Marks({ node: { counted, others }, mark, short, f }: { node: NodeOfDomain; mark: string; short: (key: string) => string; f: Format }) {
  const rest = Math.max(0, counted.length - MOST_MARKS);
  const rings = Math.min(others, Math.max(0, MOST_MARKS - counted.length));
  return (
    <span className={styles.marks} aria-hidden="true">
      {counted.slice(0, MOST_MARKS).map((key) => (
        <span key={key} className={styles.counted} title={short(key)} data-mark={mark || undefined}>
          {mark}
        </span>
      ))}
      {rest > 0 && <span className={styles.rest}>+{f.n(rest)}</span>}
      {Array.from({ length: rings }, (_, i) => (
        <span key={i} className={styles.other} />
      ))}
    </span>
  );
}
