import { useState } from 'react';
import { Select } from '@site/src/components/fields';
import { defineMessages, useMessages } from '@site/src/i18n/messages';
import { josa } from '@site/src/phrases/josa';
import type { LabAction } from '@site/src/simulation/scenarios/scheduling';
import { Button } from '../../parts';
import { type LabRun } from '../run';
import { type StageView } from '../view';
import styles from './panels.module.css';

const actionMessages = defineMessages({
  ko: {
    what: '무엇을 할까요',
    which: '무엇에',
    add: '일으키기',
    undo: '마지막 사건 취소',
    none: '아직 아무 일도 일으키지 않았습니다. 매니페스트를 적용한 뒤의 일이 여기에 순서대로 쌓입니다.',
    nothing: '대상이 없습니다',
    list: '차례로 일어난 일',
    kinds: {
      wait: '시간 보내기',
      deletePod: '파드 삭제',
      cordon: '노드 cordon',
      uncordon: '노드 uncordon',
      zoneDown: '영역이 응답하지 않음',
      zoneUp: '영역이 돌아옴',
      addNode: '같은 노드 한 대 추가',
      ungate: '스케줄링 게이트 제거',
      restart: '디플로이먼트 롤아웃 재시작',
    },
    seconds: (n: string) => `${n}초`,
    says: {
      wait: (what: string) => `${what} 지남`,
      deletePod: (what: string) => `${what} 삭제`,
      cordon: (what: string) => `${what} cordon`,
      uncordon: (what: string) => `${what} uncordon`,
      zoneDown: (what: string) => `영역 ${what}의 노드가 응답하지 않음`,
      zoneUp: (what: string) => `영역 ${josa(what, '이', '가')} 돌아옴`,
      addNode: (what: string) => `${josa(what, '과', '와')} 같은 노드 추가`,
      ungate: (what: string) => `${what}의 게이트 제거`,
      restart: (what: string) => `${what} 롤아웃 재시작`,
    },
  },
  en: {
    what: 'What happens',
    which: 'To what',
    add: 'Let it happen',
    undo: 'Take the last one back',
    none: 'Nothing has happened yet. What is done after the manifest is applied stands here in order.',
    nothing: 'there is none',
    list: 'What happened, in order',
    kinds: {
      wait: 'Let time pass',
      deletePod: 'Delete a Pod',
      cordon: 'cordon a node',
      uncordon: 'uncordon a node',
      zoneDown: 'A zone stops answering',
      zoneUp: 'A zone comes back',
      addNode: 'One more node like another',
      ungate: 'Remove scheduling gates',
      restart: 'Restart a Deployment’s rollout',
    },
    seconds: (n: string) => `${n} s`,
    says: {
      wait: (what: string) => `${what} pass`,
      deletePod: (what: string) => `${what} deleted`,
      cordon: (what: string) => `cordon ${what}`,
      uncordon: (what: string) => `uncordon ${what}`,
      zoneDown: (what: string) => `the nodes of zone ${what} stop answering`,
      zoneUp: (what: string) => `zone ${what} comes back`,
      addNode: (what: string) => `one more node like ${what}`,
      ungate: (what: string) => `gates of ${what} removed`,
      restart: (what: string) => `rollout of ${what} restarted`,
    },
  },
});

type Kind = LabAction['kind'];
const KINDS: readonly Kind[] = ['wait', 'deletePod', 'cordon', 'uncordon', 'zoneDown', 'zoneUp', 'addNode', 'ungate', 'restart'];
const WAITS = [1, 10, 60, 310];

interface Target {
  readonly value: string;
  readonly label: string;
}

/** What an action of this kind can be done to, at the end of the run. */
function targetsOf(kind: Kind, run: LabRun, end: StageView, seconds: (n: string) => string): Target[] {
  const named = (names: readonly string[]): Target[] => [...new Set(names)].map((value) => ({ value, label: value.replace(/^default\//, '') }));
  switch (kind) {
    case 'wait':
      return WAITS.map((n) => ({ value: String(n), label: seconds(String(n)) }));
    case 'deletePod':
      return end.standing.filter(({ leaving }) => !leaving).map(({ pod }) => ({ value: pod.key, label: pod.short }));
    case 'ungate':
      return end.standing.filter(({ lane }) => lane === 'gated').map(({ pod }) => ({ value: pod.key, label: pod.short }));
    case 'cordon':
      return named(end.nodes.filter(({ cordoned }) => !cordoned).map(({ name }) => name));
    case 'uncordon':
      return named(end.nodes.filter(({ cordoned }) => cordoned).map(({ name }) => name));
    case 'addNode':
      return named(end.nodes.map(({ name }) => name));
    case 'zoneDown':
    case 'zoneUp':
      return named(end.nodes.flatMap(({ zone }) => (zone === '' ? [] : [zone])));
    case 'restart':
      return named(run.deployments);
  }
}

function actionOf(kind: Kind, value: string): LabAction {
  switch (kind) {
    case 'wait':
      return { kind, seconds: Number(value) };
    case 'deletePod':
    case 'ungate':
      return { kind, pod: value };
    case 'cordon':
    case 'uncordon':
      return { kind, node: value };
    case 'addNode':
      return { kind, like: value };
    case 'zoneDown':
    case 'zoneUp':
      return { kind, zone: value };
    case 'restart':
      return { kind, deployment: value };
  }
}

interface ActionsPanelProps {
  actions: readonly LabAction[];
  run: LabRun;
  /** The picture at the end of the run. */
  end: StageView;
  onChange: (actions: LabAction[]) => void;
}

/** What happens to the cluster after the manifest is applied. */
export function ActionsPanel({ actions, run, end, onChange }: ActionsPanelProps) {
  const text = useMessages(actionMessages);
  const [kind, setKind] = useState<Kind>('addNode');
  const [chosen, setChosen] = useState('');
  const targets = targetsOf(kind, run, end, text.seconds);
  const value = targets.find((target) => target.value === chosen)?.value ?? targets[0]?.value;
  const label = (action: LabAction): string => {
    const key = 'seconds' in action ? text.seconds(String(action.seconds)) : 'pod' in action ? (run.pods.find((pod) => pod.key === action.pod)?.short ?? action.pod) : 'node' in action ? action.node : 'zone' in action ? action.zone : 'like' in action ? action.like : action.deployment.replace(/^default\//, '');
    return text.says[action.kind](key);
  };
  return (
    <div className={styles.panel}>
      {actions.length === 0 ? (
        <p className={styles.quiet}>{text.none}</p>
      ) : (
        <ol className={styles.list} aria-label={text.list}>
          {actions.map((action, i) => (
            <li key={i}>{label(action)}</li>
          ))}
        </ol>
      )}
      <div className={styles.row}>
        <label className={styles.field}>
          {text.what}
          <Select value={kind} onChange={(event) => setKind(KINDS.find((one) => one === event.target.value) ?? 'wait')}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {text.kinds[one]}
              </option>
            ))}
          </Select>
        </label>
        <label className={styles.field}>
          {text.which}
          <Select value={value ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {targets.length === 0 && <option value="">{text.nothing}</option>}
            {targets.map((target) => (
              <option key={target.value} value={target.value}>
                {target.label}
              </option>
            ))}
          </Select>
        </label>
      </div>
      <div className={styles.row}>
        <Button disabled={value === undefined} onClick={() => value !== undefined && onChange([...actions, actionOf(kind, value)])}>
          {text.add}
        </Button>
        <Button disabled={actions.length === 0} onClick={() => onChange(actions.slice(0, -1))}>
          {text.undo}
        </Button>
      </div>
    </div>
  );
}
