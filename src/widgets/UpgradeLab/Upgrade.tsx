import { useMessages } from '@site/src/i18n/messages';
import type { Entry, Played, UpgradeAction } from '@site/src/simulation/scenarios/upgrade/upgrade';
import { budgetOf, etcdOf, FROM, isBare, minor, nodeOf, podsOn, TARGET, type LabNode, type NodeName } from '@site/src/simulation/scenarios/upgrade/world';
import { Button, ScrollBox, SegmentedControl, TextButton, Tone, type ToneName } from '../parts';
import { messages } from './messages';
import { DRAINS, type DrainMode } from './state';
import figure from '../parts/figure.module.css';
import styles from './UpgradeLab.module.css';

interface UpgradeProps {
  readonly played: Played;
  readonly node: NodeName;
  readonly drain: DrainMode;
  /** Why no further step can be taken. */
  readonly full: string | null;
  readonly onNode: (node: NodeName) => void;
  readonly onDrain: (drain: DrainMode) => void;
  readonly act: (action: UpgradeAction) => void;
}

const TONES: Record<Entry['outcome'], ToneName> = { done: 'good', refused: 'warned', broke: 'failed' };
const nameOf = ({ metadata }: { readonly metadata: { readonly name?: string } }): string => metadata.name ?? '';

/** What a step is called: the words on its button. */
function useStepName(): (action: UpgradeAction) => string {
  const text = useMessages(messages);
  return (action) => {
    switch (action.do) {
      case 'kubelet':
        return text.step(action.node, text.toKubelet(action.to));
      case 'power':
        return text.step(action.node, action.on ? text.actions.start : text.actions.stop);
      case 'budget':
        return `minAvailable: ${action.minAvailable}`;
      case 'drain':
        return text.step(action.node, ['drain', action.force && '--force', action.disableEviction && '--disable-eviction'].filter(Boolean).join(' '));
      default:
        return text.step(action.node, text.actions[action.do]);
    }
  };
}

function Tile({ node, chosen, pods, onChoose }: { node: LabNode; chosen: boolean; pods: ReturnType<typeof podsOn>; onChoose: () => void }) {
  const text = useMessages(messages);
  const version = (label: string, value: string | undefined) => value !== undefined && <p className={value === TARGET ? undefined : styles.old}>{`${label} ${value}`}</p>;
  return (
    <li className={`${figure.tile} ${styles.node}`} data-chosen={chosen || undefined} data-off={!node.running || undefined}>
      <TextButton className={styles.name} aria-pressed={chosen} onClick={onChoose}>{node.name}</TextButton>
      <Tone tone={!node.running ? 'failed' : node.cordoned ? 'warned' : 'good'}>{!node.running ? text.off : node.cordoned ? text.cordoned : text.open}</Tone>
      {version(text.controlPlane, node.controlPlane)}
      {version(text.kubelet, node.kubelet)}
      {version(text.kubeadm, node.kubeadm)}
      {node.controlPlane === undefined && (
        <p className={styles.pods}>{pods.length === 0 ? text.noPods : pods.map((pod) => <span key={nameOf(pod)} data-bare={isBare(pod) || undefined}>{nameOf(pod)}</span>)}</p>
      )}
    </li>
  );
}

function Actions({ played, node, drain, full, onDrain, act }: UpgradeProps) {
  const text = useMessages(messages);
  const { kubelet, running, cordoned, controlPlane } = nodeOf(played.world, node);
  const isControl = controlPlane !== undefined;
  const press = (action: UpgradeAction) => () => full === null && act(action);
  return (
    <div role="group" aria-label={text.actionsOn(node)} className={styles.controls}>
      <p className={styles.heading}>{text.actionsOn(node)}</p>
      <SegmentedControl<DrainMode> legend={text.drain} options={(Object.keys(DRAINS) as DrainMode[]).map((value) => ({ value, label: text.drains[value] }))} value={drain} onChange={onDrain} />
      <div className={styles.bar}>
        <Button onClick={press({ do: 'drain', node, ...DRAINS[drain] })}>{text.actions.drain}</Button>
        {minor(kubelet) < minor(FROM) && <Button onClick={press({ do: 'kubelet', node, to: FROM })}>{text.toKubelet(FROM)}</Button>}
        {kubelet !== TARGET && <Button onClick={press({ do: 'kubelet', node, to: TARGET })}>{text.toKubelet(TARGET)}</Button>}
        {cordoned && <Button onClick={press({ do: 'uncordon', node })}>{text.actions.uncordon}</Button>}
      </div>
      {isControl && (
        <div className={styles.bar}>
          {(['kubeadm', 'apply', 'node'] as const).map((what) => <Button key={what} onClick={press({ do: what, node })}>{text.actions[what]}</Button>)}
          <Button onClick={press({ do: 'power', node, on: !running })}>{running ? text.actions.stop : text.actions.start}</Button>
        </div>
      )}
    </div>
  );
}

/** Six nodes, what can be done on the chosen one, what the programs said, and what was done so far. */
export function Upgrade(props: UpgradeProps) {
  const text = useMessages(messages);
  const stepName = useStepName();
  const { played, node, onNode } = props;
  const { world, log } = played;
  const { currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0 } = budgetOf(world).status ?? {};
  const { running, quorum } = etcdOf(world);
  const waiting = world.pods.filter(({ spec }) => spec.nodeName === undefined);
  const last = log.at(-1);
  return (
    <div className={styles.stage}>
      <ul className={`${figure.tiles} ${styles.nodes}`} aria-label={text.nodes}>
        {world.nodes.map((one) => <Tile key={one.name} node={one} chosen={one.name === node} pods={podsOn(world, one.name)} onChoose={() => onNode(one.name)} />)}
      </ul>
      <p className={styles.counts}>
        <span>{text.budgetNow(currentHealthy, desiredHealthy, disruptionsAllowed)}</span>
        <span>{text.etcdNow(running, quorum)}</span>
        {waiting.length > 0 && <span>{text.waiting(waiting.map(nameOf).join(', '))}</span>}
      </p>
      <Actions {...props} />
      <div>
        <p className={styles.heading}>{text.printed}</p>
        <pre className={styles.output} role="group" aria-label={text.printed} tabIndex={0} lang={last === undefined || last.lines.length === 0 ? undefined : 'en'}>{last === undefined || last.lines.length === 0 ? text.quiet : last.lines.join('\n')}</pre>
      </div>
      {log.length > 0 && (
        <div>
          <p className={styles.heading}>{text.log}</p>
          <ScrollBox label={text.log} className={styles.log}>
            <ol reversed>
              {log.map((entry, index) => <li key={index}><Tone tone={TONES[entry.outcome]} bare>{text.outcomes[entry.outcome]}</Tone> {stepName(entry.action)}</li>).reverse()}
            </ol>
          </ScrollBox>
        </div>
      )}
    </div>
  );
}
