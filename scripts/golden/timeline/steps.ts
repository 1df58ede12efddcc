/** The steps of a case: what is done to the cluster, and what is printed. */
import type { Pod } from '@site/src/simulation/api/types';
import { ETCD_MEMBERS } from '@site/src/simulation/cluster/components';
import type { ComponentName } from '@site/src/simulation/cluster/components';
import { launch } from './kubectl';
import type { Home, Ran } from './kubectl';
import type { Stage } from './stage';
import type { TimelineStep } from './types';

/** Objects as a file holds them: JSON, one alone or a List. */
function textOf(stdin: TimelineStep['stdin']): string {
  if (stdin === undefined) return '';
  return JSON.stringify(Array.isArray(stdin) ? { apiVersion: 'v1', kind: 'List', items: stdin } : stdin);
}

/** A name of the recording's with a number in place of a random part, as one that may be given. */
const said = (word: string): string => word.replaceAll(/<(\w+)>/g, '$1');

/** Does what a step says; a command that was started is given back. */
export function play(stage: Stage, home: Home, step: TimelineStep, starts: number): Ran | null {
  const [program, verb, what = '', file = ''] = step.argv;
  if (program === 'kubectl') return launch(stage, home, step.argv.slice(1).map(said), textOf(step.stdin), starts);
  if (program === 'metrics') {
    stage.cpu = Number(what);
    return null;
  }
  if (program === 'node') {
    if (verb === 'stop') stage.stop(`kubelet/${what}`);
    else if (verb === 'start') stage.restart(`kubelet/${what}`);
    else stage.manifest(what, file, verb === 'static' ? (step.stdin as unknown as Pod) : undefined);
    return null;
  }
  const names = what === 'etcd' ? ETCD_MEMBERS : [what as ComponentName];
  for (const name of names) if (verb === 'stop') stage.stop(name);
  else stage.restart(name);
  return null;
}
