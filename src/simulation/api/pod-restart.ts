import type { Container, PodSpec } from './types';

/** Whether a container that ended starts again (pkg/api/v1/pod/util.go). */

type Rule = NonNullable<Container['restartPolicyRules']>[number];

/** FindMatchingContainerRestartRule: the first rule whose exit codes mean this one. */
export const matchingRule = (container: Container, exitCode: number): Rule | undefined =>
  (container.restartPolicyRules ?? []).find(({ exitCodes }) => {
    if (exitCodes === undefined) return false;
    const named = (exitCodes.values ?? []).includes(exitCode);
    return exitCodes.operator === 'In' ? named : exitCodes.operator === 'NotIn' && !named;
  });

const byPolicy = (policy: string | undefined, exitCode: number): boolean => (policy === 'Never' ? false : policy === 'OnFailure' ? exitCode !== 0 : true);

/** ContainerShouldRestart. */
export function restartsAfter(container: Container, spec: PodSpec, exitCode: number): boolean {
  if (container.restartPolicy === undefined) return byPolicy(spec.restartPolicy, exitCode);
  const action = matchingRule(container, exitCode)?.action;
  return action === 'Restart' || action === 'RestartAllContainers' || byPolicy(container.restartPolicy, exitCode);
}

/** AllContainersCouldRestart. */
export const allCouldRestart = ({ containers = [], initContainers = [] }: Partial<PodSpec>): boolean =>
  [...initContainers, ...containers].some(({ restartPolicyRules }) => (restartPolicyRules ?? []).some(({ action }) => action === 'RestartAllContainers'));
