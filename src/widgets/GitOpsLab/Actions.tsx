import { useMessages } from '@site/src/i18n/messages';
import { formatTime } from '@site/src/simulation/base/time';
import type { Request } from '@site/src/simulation/cluster/apiserver/types';
import { BAD, deleteByHand, DEPLOYMENT_PATH, deploymentText, GOOD, ignoreReplicas, push, refreshNow, restart, scaleByHand, SETTINGS_PATH, syncNow } from '@site/src/simulation/scenarios/living/gitops/manifest';
import type { Push } from '@site/src/simulation/scenarios/living/gitops/manifest';
import type { Trial } from '@site/src/simulation/scenarios/living/gitops/options';
import type { GitopsView } from '@site/src/simulation/scenarios/living/gitops/scene';
import { Button } from '../parts';
import { messages } from './messages';
import styles from './GitOpsLab.module.css';

interface ActionsProps {
  readonly trial: Trial;
  readonly view: GitopsView;
  readonly now: number;
  /** How much was done before: a push has a name of its own. */
  readonly done: number;
  readonly send: (request: Request, done: string) => void;
}

/** What somebody pushes, edits by hand, or asks of Argo CD. */
export function Actions({ trial, view, now, done, send }: ActionsProps) {
  const text = useMessages(messages);
  const pushed = (what: Push) => send(push(what, `push-${String(done)}`), text.did.pushed);
  const [head] = view.commits;
  const replicas = view.replicas.git === null ? undefined : Number(view.replicas.git);
  const image = view.image.git ?? GOOD;
  const next = replicas === 3 ? 2 : 3;
  const busy = view.phase === 'Running';
  const group = (name: string, children: React.ReactNode) => (
    <div className={styles.group} role="group" aria-label={name}>
      <p className={styles.name}>{name}</p>
      <div className={styles.buttons}>{children}</div>
    </div>
  );
  return (
    <div className={styles.actions}>
      {group(text.byGit, (
        <>
          <Button onClick={() => pushed({ message: `web with ${String(next)} replicas`, files: { [DEPLOYMENT_PATH]: deploymentText(next, image) } })}>{text.actions.replicas(next)}</Button>
          {trial === 'edits' && image !== BAD && <Button onClick={() => pushed({ message: 'web 1.2-bad', files: { [DEPLOYMENT_PATH]: deploymentText(replicas, BAD) } })}>{text.actions.bad}</Button>}
          {trial === 'edits' && view.settings.git !== null && <Button onClick={() => pushed({ message: 'No settings any more', files: { [SETTINGS_PATH]: null } })}>{text.actions.remove}</Button>}
          {trial === 'hpa' && replicas !== undefined && <Button onClick={() => pushed({ message: 'The HPA says how many', files: { [DEPLOYMENT_PATH]: deploymentText(undefined, image) } })}>{text.actions.withoutReplicas}</Button>}
          {head !== undefined && view.commits.length > 1 && <Button onClick={() => pushed({ reverts: head.id })}>{text.actions.revert}</Button>}
        </>
      ))}
      {trial === 'edits' && group(text.byHand, (
        <>
          <Button onClick={() => send(scaleByHand, text.did.edited)}>{text.actions.scale}</Button>
          <Button onClick={() => send(restart(formatTime(now)), text.did.edited)}>{text.actions.restart}</Button>
          <Button onClick={() => send(deleteByHand, text.did.edited)}>{text.actions.delete}</Button>
        </>
      ))}
      {group(text.byArgo, (
        <>
          <Button onClick={() => send(refreshNow, text.did.asked)}>{text.actions.refresh}</Button>
          <Button onClick={() => send(syncNow(view.compared, false), text.did.asked)} {...(busy ? { blocked: text.running } : {})}>{text.actions.sync}</Button>
          {trial === 'edits' && view.wantsPruning && <Button onClick={() => send(syncNow(view.compared, true), text.did.asked)} {...(busy ? { blocked: text.running } : {})}>{text.actions.syncPrune}</Button>}
          {trial === 'hpa' && <Button onClick={() => send(ignoreReplicas(!view.ignores), text.did.asked)}>{view.ignores ? text.actions.compare : text.actions.ignore}</Button>}
        </>
      ))}
    </div>
  );
}
