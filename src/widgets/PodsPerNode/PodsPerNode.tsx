import { useMemo } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { FlowControls } from './FlowControls';
import { FlowStage } from './FlowStage';
import { LimitsControls } from './LimitsControls';
import { LimitsStage } from './LimitsStage';
import { capacity } from '@site/src/simulation/resources/pods-per-node';
import { messages } from './messages';
import styles from './PodsPerNode.module.css';
import { FlowSay, LimitsSay } from './Says';
import { INITIAL, parseState, TABS, type PodsPerNodeState } from './state';

/** How many Pods a node takes and what stops it first; and the two journeys through a cluster, with anyone stopped on the way. */
export default function PodsPerNode() {
  const text = useMessages(messages);
  const kept = useWidgetState<PodsPerNodeState>({ name: 'pods-per-node', version: 1, initial: INITIAL, parse: parseState });
  const { state, setState } = kept;
  const result = useMemo(() => capacity(state), [state]);
  const limits = state.tab === 'limits';

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={limits ? text.tryLimits : text.tryFlow}
      kept={kept}
      says={limits ? <LimitsSay state={state} result={result} /> : <FlowSay state={state} />}
      simplifies={
        <ul className={styles.simplifies}>
          {(limits ? text.simplifies : text.simplifiesFlow).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      }
      stage={
        <div className={styles.stage}>
          <SegmentedControl legend={text.tab} options={TABS.map((tab) => ({ value: tab, label: text.tabs[tab] }))} value={state.tab} onChange={(tab) => setState((now) => ({ ...now, tab }))} />
          {limits ? <LimitsStage state={state} result={result} /> : <FlowStage state={state} onStep={(step) => setState((now) => ({ ...now, step }))} />}
        </div>
      }
      controls={limits ? <LimitsControls state={state} result={result} onChange={setState} /> : <FlowControls state={state} onChange={setState} />}
    />
  );
}
