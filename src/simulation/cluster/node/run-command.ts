import { byText } from '../../base/ordered-map';
import type { Container } from '../../api';
import { execIn } from './machine/exec';
import type { ExecAnswer } from './machine/exec';
import { runInside } from './machine/inside';
import type { RuntimeContainer } from './machine/machine';
import type { Session } from './session';

/** Runs a command in the container: what the models know by themselves, or a program of its image where these are modelled. */
export function runCommand(session: Session, container: Container, runtime: RuntimeContainer, command: readonly string[]): ExecAnswer {
  const { node, pod, work } = session;
  const inside = node.programs === undefined || command[0] === 'check' ? undefined : runInside(node.programs, work.cluster, pod, container, runtime, command, '');
  if (inside === undefined) return execIn(runtime, command, session.now);
  const { cluster, ran } = inside;
  if (ran === 'hang') return { kind: 'hang' };
  const machine = byText.get(cluster.machines, node.name);
  if (machine !== undefined && machine !== session.machine) session.machine = machine;
  if (cluster.disks !== work.cluster.disks) work.setDisks(cluster.disks);
  return { kind: 'exit', code: ran.exit, output: `${ran.stdout}${ran.stderr}`, takes: ran.took };
}
