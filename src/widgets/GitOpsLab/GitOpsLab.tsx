import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { Request } from '@site/src/simulation/cluster/apiserver/types';
import { BAD, setPolicy } from '@site/src/simulation/scenarios/living/gitops/manifest';
import { GITOPS_DEFAULT, parseGitopsOptions, TRIALS } from '@site/src/simulation/scenarios/living/gitops/options';
import type { GitopsOptions } from '@site/src/simulation/scenarios/living/gitops/options';
import type { GitopsView } from '@site/src/simulation/scenarios/living/gitops/scene';
import layout from '../living/layout.module.css';
import { ClusterView } from '../living/ClusterView';
import { clockText } from '../living/clock';
import { TimeBar } from '../living/TimeBar';
import { useLiving } from '../living/useLiving';
import { Goals, More, SegmentedControl } from '../parts';
import { WidgetFrame } from '../WidgetFrame';
import { Actions } from './Actions';
import { messages } from './messages';
import { Compared, Stage } from './Stage';
import styles from './GitOpsLab.module.css';

const SWITCHES = ['auto', 'prune', 'selfHeal'] as const;

/** A tiny Git log, an Application and a cluster under Argo CD's own controller: commits, edits by hand, and what is undone and what is not. */
export default function GitOpsLab() {
  const text = useMessages(messages);
  const living = useLiving<GitopsOptions, GitopsView>({ name: 'gitops-lab', scene: 'gitops', options: GITOPS_DEFAULT, parseOptions: parseGitopsOptions });
  const { picture, view, begun, options: { trial }, log } = living;
  const [said, setSaid] = useState('');
  const send = async (request: Request, done: string) => {
    const answer = await living.act({ kind: 'request', request });
    setSaid(answer !== undefined && 'failure' in answer ? text.refused(answer.failure.message) : done);
  };
  const restart = (next: GitopsOptions) => {
    setSaid('');
    living.restart(next);
  };
  const { policy } = view;
  const synced = view.sync === 'Synced' && view.phase !== 'Running';
  const pushed = log.flatMap(({ input }) => (input.kind === 'request' && input.request.resource === 'configmaps' ? [JSON.stringify(input.request.body)] : []));
  const healed = policy.selfHeal && synced && view.replicas.live === view.replicas.git;
  const goals = trial === 'hpa'
    ? [{ id: 'hpa', text: text.goal.hpa, met: synced && view.replicas.live === '4' }]
    : [
        { id: 'heal', text: text.goal.heal, met: healed },
        { id: 'prune', text: text.goal.prune, met: pushed.length > 0 && synced && view.settings.git === null && view.settings.live === null },
        { id: 'revert', text: text.goal.revert, met: pushed.some((one) => one.includes(BAD)) && view.health === 'Healthy' && synced && view.commits[0]?.subject === 'Revert "web 1.2-bad"' },
      ];
  const summary = text.summary(view.sync, view.health, view.replicas.git ?? text.notSaid, view.replicas.live ?? text.none);
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst[trial]}
      kept={living.kept}
      onReset={() => setSaid('')}
      lead={
        <div className={styles.lead}>
          {SWITCHES.map((name) => (
            <SegmentedControl
              key={name}
              legend={text.switches[name]}
              value={policy[name] ? 'on' : 'off'}
              options={(['on', 'off'] as const).map((value) => ({ value, label: text[value] }))}
              onChange={(value) => void send(setPolicy({ ...policy, [name]: value === 'on', ...(name === 'auto' ? {} : { auto: true }) }), text.did.asked)}
            />
          ))}
        </div>
      }
      stage={
        <div className={layout.stage}>
          <Stage view={view} begun={begun} />
          <Compared view={view} />
          <Actions trial={trial} view={view} now={picture.now} done={log.length} send={(request, done) => void send(request, done)} />
          <ClusterView picture={picture} />
          <Goals label={text.goals} goals={goals} />
        </div>
      }
      says={[said, summary].filter(Boolean).join(' ')}
      controls={
        <>
          <div className={styles.trial}>
            <SegmentedControl legend={text.trial} value={trial} options={TRIALS.map((value) => ({ value, label: text.trials[value] }))} onChange={(next) => restart({ trial: next })} />
          </div>
          <TimeBar {...living} />
          <More label={text.events} open>
            <ol className={styles.events}>
              {[...view.events].reverse().map(({ at, reason, type, message, count }) => (
                <li key={`${String(at)} ${reason} ${message}`} data-type={type}>
                  <span>{clockText(Math.max(0, at - begun))}</span> <b>{reason}</b>{count > 1 && ` ×${String(count)}`} <code lang="en">{message}</code>
                </li>
              ))}
            </ol>
          </More>
        </>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}
