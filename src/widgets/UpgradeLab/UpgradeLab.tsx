import { useMemo } from 'react';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import { nextUpgradeStep } from '@site/src/simulation/scenarios/upgrade/next';
import { playSnapshot, type SnapshotAction } from '@site/src/simulation/scenarios/upgrade/snapshot';
import { playUpgrade, reached, type Entry, type UpgradeAction } from '@site/src/simulation/scenarios/upgrade/upgrade';
import { Button, Goals, SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { Snapshot, useSnapshotWords } from './Snapshot';
import { initialState, MOST_ACTIONS, parseState, TABS, type LabState, type Tab } from './state';
import { Upgrade } from './Upgrade';
import styles from './UpgradeLab.module.css';

/** What a sentence about a step speaks of beside the node. */
const whatOf = ({ action }: Entry): string => (action.do === 'kubelet' ? action.to : action.do === 'budget' ? String(action.minAvailable) : '');

/** A cluster that the reader upgrades in any order, and an etcd that is restored under a client: what refuses, what breaks, and in which words. */
export default function UpgradeLab() {
  const text = useMessages(messages);
  const kept = useWidgetState<LabState>({ name: 'upgrade-lab', version: 1, initial: initialState, parse: parseState });
  const { state, setState } = kept;
  const isUpgrade = state.tab === 'upgrade';
  const played = useMemo(() => playUpgrade(state.upgrade), [state.upgrade]);
  const view = useMemo(() => (isUpgrade ? undefined : playSnapshot(state.snapshot)), [isUpgrade, state.snapshot]);
  const snapshotWords = useSnapshotWords();
  const actions = isUpgrade ? state.upgrade : state.snapshot;
  const full = actions.length >= MOST_ACTIONS ? text.full : null;
  const next = nextUpgradeStep(played.world);
  const goal = reached(played);
  const last = played.log.at(-1);

  const upgrade = (action: UpgradeAction) => setState({ ...state, upgrade: [...state.upgrade, action], node: 'node' in action ? action.node : state.node });
  const snapshot = (action: SnapshotAction) => setState({ ...state, snapshot: [...state.snapshot, action] });
  const undo = () => setState(isUpgrade ? { ...state, upgrade: state.upgrade.slice(0, -1) } : { ...state, snapshot: state.snapshot.slice(0, -1) });
  const says = () => {
    if (view !== undefined) return snapshotWords(view, state.snapshot.at(-1));
    return last === undefined ? text.start : text.why[last.why]('node' in last.action ? last.action.node : '', whatOf(last));
  };

  return (
    <WidgetFrame
      title={isUpgrade ? text.title : text.snapshot.title}
      tryFirst={isUpgrade ? text.tryFirst : text.snapshot.tryFirst}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <SegmentedControl<Tab> legend={text.tab} options={TABS.map((value) => ({ value, label: text.tabs[value] }))} value={state.tab} onChange={(tab) => setState({ ...state, tab })} />
          <Button blocked={actions.length === 0 ? text.nothing : null} onClick={undo}>{text.undo}</Button>
        </div>
      }
      stage={
        view === undefined ? (
          <Upgrade played={played} node={state.node} drain={state.drain} full={full} onNode={(node) => setState({ ...state, node })} onDrain={(drain) => setState({ ...state, drain })} act={upgrade} />
        ) : (
          <Snapshot view={view} full={full} act={snapshot} />
        )
      }
      says={
        <>
          <InlineText>{says()}</InlineText>
          {isUpgrade && last?.cause !== undefined && <code className={styles.code} lang="en">{last.cause}</code>}
          {full !== null && <span className={styles.code}>{full}</span>}
        </>
      }
      controls={
        isUpgrade && (
          <div className={styles.controls}>
            <SegmentedControl<'2' | '3'> legend={text.budget} options={[{ value: '2', label: '2' }, { value: '3', label: '3' }]} value={played.world.minAvailable === 2 ? '2' : '3'} onChange={(value) => full === null && upgrade({ do: 'budget', minAvailable: value === '2' ? 2 : 3 })} />
            <Goals label={text.goals} goals={(['versions', 'unbroken', 'schedulable'] as const).map((id) => ({ id, text: text.goal[id], met: goal[id] }))} />
            <Button primary blocked={next === undefined ? text.finished : full} onClick={() => next && upgrade(next)}>{text.next}</Button>
          </div>
        )
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}><InlineText>{sentence}</InlineText></li>)}</ul>}
    />
  );
}
