import { useMessages } from '@site/src/i18n/messages';
import type { Request } from '@site/src/simulation/cluster/apiserver/types';
import type { Input } from '@site/src/simulation/cluster/history/history';
import type { Picture } from '@site/src/simulation/cluster/picture/picture';
import { askSize, CLAIM, clearClaimRef, createClaim, createPod, deleteClaim, deletePod, forceDeletePod, OUT_OF_SERVICE, taintNode } from '@site/src/simulation/scenarios/living/storage/manifest';
import type { StorageOptions } from '@site/src/simulation/scenarios/living/storage/options';
import type { StorageView } from '@site/src/simulation/scenarios/living/storage/scene';
import { Button } from '../parts';
import { messages } from './messages';
import styles from './StorageLab.module.css';

interface ActionsProps {
  readonly options: StorageOptions;
  readonly picture: Picture;
  readonly view: StorageView;
  /** The node that was turned off. */
  readonly off: string | null;
  readonly send: (inputs: readonly Input[], done: string) => void;
}

const requests = (...all: readonly Request[]): readonly Input[] => all.map((request) => ({ kind: 'request', request }));
const machine = (action: 'stop' | 'start', node: string): readonly Input[] => (['kubelet', 'network'] as const).map((part) => ({ kind: 'component', action, name: `${part}/${node}` }));

/** What can be done in a trial. */
export function Actions({ options: { trial, mode }, picture, view, off, send }: ActionsProps) {
  const text = useMessages(messages);
  const pods = picture.pods.map(({ name }) => name);
  const remove = (name: string) => pods.includes(name) && <Button key={name} onClick={() => send(requests(deletePod(name)), text.did.deletePod(name))}>{text.actions.deletePod(name)}</Button>;
  const released = view.volumes.find(({ phase }) => phase === 'Released');
  const node = picture.pods[0]?.node ?? null;
  return (
    <div className={styles.actions}>
      {(trial === 'modes' || trial === 'limit') && [1, 2, 3].map((n) => remove(`web-${n}`))}
      {trial === 'reclaim' && (
        <>
          {view.claims.length > 0 && <Button onClick={() => send(requests(deleteClaim(CLAIM)), text.did.deleteClaim)}>{text.actions.deleteClaim}</Button>}
          {remove('web')}
          {view.claims.length === 0 && pods.length === 0 && <Button onClick={() => send(requests(createClaim(mode), createPod), text.did.again)}>{text.actions.again}</Button>}
          {released !== undefined && <Button onClick={() => send(requests(clearClaimRef(released.name)), text.did.clear)}>{text.actions.clear}</Button>}
        </>
      )}
      {trial === 'expand' && (
        <>
          <Button onClick={() => send(requests(askSize(CLAIM, '8Gi')), text.did.size('8Gi'))}>{text.actions.grow}</Button>
          <Button onClick={() => send(requests(askSize(CLAIM, '6Gi')), text.did.size('6Gi'))}>{text.actions.shrink}</Button>
        </>
      )}
      {trial === 'lost' && off === null && node !== null && <Button primary onClick={() => send(machine('stop', node), text.did.off(node))}>{text.actions.off(node)}</Button>}
      {trial === 'lost' && off !== null && (
        <>
          {view.taints[off]?.some(({ key }) => key === OUT_OF_SERVICE) !== true && <Button onClick={() => send(requests(taintNode(off, view.taints[off] ?? [])), text.did.taint(off))}>{text.actions.taint(off)}</Button>}
          {picture.pods.map(({ name, node: at }) => at === off && <Button key={name} onClick={() => send(requests(forceDeletePod(name)), text.did.force(name))}>{text.actions.force(name)}</Button>)}
          <Button onClick={() => send(machine('start', off), text.did.on(off))}>{text.actions.on(off)}</Button>
        </>
      )}
    </div>
  );
}
