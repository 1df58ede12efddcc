import { useMemo } from 'react';
import { Select } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import { authorize, nearMisses } from '@site/src/simulation/policy/rbac';
import { useWidgetState } from '../state';
import { titleOf } from '../titles';
import { WidgetFrame } from '../WidgetFrame';
import { clusterOf, readRbac } from './cluster';
import { Controls } from './Controls';
import { Decision } from './Decision';
import { Matrix } from './Matrix';
import { messages } from './messages';
import type { Preset } from './presets';
import { NAMESPACES, requestOf, ROWS, type Namespace } from './questions';
import { parseState, startOf, takeOver, type ExplorerState } from './state';
import matrix from '../parts/matrix.module.css';
import styles from './RbacExplorer.module.css';

const ACCOUNT = 'system:serviceaccount:';

/** A cluster's Roles and bindings as text, and for each subject what they may do, which binding allows it, and what they may grant on. */
export default function RbacExplorer({ preset = 'explore' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const initial = useMemo(() => startOf(preset), [preset]);
  const kept = useWidgetState<ExplorerState>({ name: 'rbac-explorer', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const read = useMemo(() => readRbac(state.yaml), [state.yaml]);
  const cluster = useMemo(() => clusterOf(read.objects), [read]);
  // A subject whose last binding was just taken away may be gone.
  const user = cluster.subjects.find(({ name }) => name === state.who) ?? cluster.subjects[0]!;
  const shown = user.name.startsWith(ACCOUNT) ? user.name.slice(user.name.lastIndexOf(':') + 1) : user.name;
  const request = requestOf(state.row, state.verb, state.namespace);
  const { allowed } = authorize(cluster.index, user, request);
  const names = nearMisses(cluster.index, user, request).flatMap(({ lacks, grant }) => (lacks === 'name' ? (grant.rule.resourceNames ?? []) : []));
  const { namespaced } = ROWS[state.row];
  const ask = `${shown}, ${state.verb} ${state.row} ${!namespaced ? `(${text.clusterScope})` : state.namespace === '' ? '-A' : `-n ${state.namespace}`}`;

  return (
    <WidgetFrame
      title={titleOf(text, preset)}
      tryFirst={text.tryFirst[state.preset]}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <label>
            {text.who}
            <Select value={user.name} onChange={(event) => setState({ ...state, who: event.target.value })}>
              {cluster.subjects.map(({ name, groups }) => (
                <option key={name} value={name}>{name.startsWith(ACCOUNT) ? `ServiceAccount ${name.slice(ACCOUNT.length).replace(':', '/')}` : `${name} (${groups.join(', ')})`}</option>
              ))}
            </Select>
          </label>
          <label>
            {text.namespace}
            <Select value={state.namespace} onChange={(event) => setState({ ...state, namespace: event.target.value as Namespace })}>
              {NAMESPACES.map((one) => (
                <option key={one} value={one}>{one === '' ? text.all : one}</option>
              ))}
            </Select>
          </label>
        </div>
      }
      stage={
        <div className={matrix.stage}>
          <Matrix index={cluster.index} user={user} namespace={state.namespace} row={state.row} verb={state.verb} onChoose={(row, verb) => setState({ ...state, row, verb })} />
          <Decision index={cluster.index} user={user} request={request} />
        </div>
      }
      says={allowed ? text.allowed(ask) : [text.refused(ask), ...(names.length > 0 ? [text.names([...new Set(names)].join(', '))] : [])].join(' ')}
      controls={<Controls state={state} read={read} cluster={cluster} user={user} shown={shown} change={setState} />}
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
