import { useState } from 'react';
import { Select } from '@site/src/components/fields';
import { defineMessages, useMessages } from '@site/src/i18n/messages';
import { josa } from '@site/src/phrases/josa';
import { Button } from '../../parts';
import { type LabRun } from '../run';
import styles from './panels.module.css';

const predictMessages = defineMessages({
  ko: {
    ask: (pod: string) => `${josa(pod, '은', '는')} 어디로 갈까요?`,
    nowhere: '아무 데도 못 간다',
    reveal: '맞혀 보기',
    over: '더 맞힐 파드가 없습니다.',
    again: '처음부터 맞히기',
    right: (pod: string, where: string) => `맞았습니다. ${josa(pod, '은', '는')} ${where}.`,
    tied: (pod: string, where: string) => `맞은 것과 같습니다. 점수가 같은 노드 가운데 하나를 뽑은 것이라 ${josa(pod, '은', '는')} ${where}.`,
    wrong: (pod: string, where: string) => `아닙니다. ${josa(pod, '은', '는')} ${where}. 그림에서 노드를 눌러 까닭을 확인하세요.`,
    goes: (node: string) => `${node}에 놓입니다`,
    waits: '갈 곳이 없습니다',
    score: (right: string, all: string) => `${all}번 가운데 ${right}번 맞힘`,
  },
  en: {
    ask: (pod: string) => `Where will ${pod} go?`,
    nowhere: 'nowhere',
    reveal: 'Guess',
    over: 'There is no Pod left to guess.',
    again: 'Guess from the start',
    right: (pod: string, where: string) => `Right: ${pod} ${where}.`,
    tied: (pod: string, where: string) => `As good as right: nodes were level and one was drawn; ${pod} ${where}.`,
    wrong: (pod: string, where: string) => `No: ${pod} ${where}. Press the nodes in the picture to see why.`,
    goes: (node: string) => `goes to ${node}`,
    waits: 'has nowhere to go',
    score: (right: string, all: string) => `${right} of ${all} right`,
  },
});

interface PredictPanelProps {
  run: LabRun;
  /** The happening that comes next, or that is being looked at and not over. */
  next: number;
  nodes: readonly string[];
  /** Shows how it comes out. */
  onReveal: (happening: number) => void;
  /** Back to the start. */
  onRestart: () => void;
}

/** Guess first, then look: where the next Pod goes. */
export function PredictPanel({ run, next, nodes, onReveal, onRestart }: PredictPanelProps) {
  const text = useMessages(predictMessages);
  const [guess, setGuess] = useState('');
  const [told, setTold] = useState<{ sentence: string; right: number; all: number } | null>(null);
  const at = run.happenings.findIndex((one, i) => i >= next && one.kind === 'attempt');
  const attempt = run.happenings[at];
  if (attempt?.kind !== 'attempt') {
    return (
      <div className={styles.panel}>
        {told !== null && <p role="status">{told.sentence} {text.score(String(told.right), String(told.all))}</p>}
        <p className={styles.quiet}>{text.over}</p>
        <div className={styles.row}>
          <Button onClick={onRestart}>{text.again}</Button>
        </div>
      </div>
    );
  }
  const { decision } = attempt;
  const pod = run.pods.find(({ key }) => key === decision.pod)?.short ?? decision.pod;
  const reveal = () => {
    const node = decision.kind === 'scheduled' ? decision.node : '';
    const right = guess === node;
    const level = !right && decision.kind === 'scheduled' && decision.tied.includes(guess);
    const sentence = (right ? text.right : level ? text.tied : text.wrong)(pod, node === '' ? text.waits : text.goes(node));
    setTold((before) => ({ sentence, right: (before?.right ?? 0) + (right || level ? 1 : 0), all: (before?.all ?? 0) + 1 }));
    onReveal(at);
  };
  return (
    <div className={styles.panel}>
      {told !== null && <p role="status">{told.sentence} {text.score(String(told.right), String(told.all))}</p>}
      <div className={styles.row}>
        <label className={styles.field}>
          {text.ask(pod)}
          <Select value={guess} onChange={(event) => setGuess(event.target.value)}>
            <option value="">{text.nowhere}</option>
            {nodes.map((node) => (
              <option key={node} value={node}>
                {node}
              </option>
            ))}
          </Select>
        </label>
        <Button onClick={reveal}>{text.reveal}</Button>
      </div>
    </div>
  );
}
