import { expect, it } from 'vitest';
import type { ContainerPort } from '../../api';
import { filterWith, makeNode, makePod } from '../fixtures';
import { nodePorts } from './node-ports';

const withPort = (port: Omit<ContainerPort, 'containerPort'>, sidecar = false) => {
  const container = { name: 'c', image: 'i', ports: [{ containerPort: 80, ...port }] };
  return makePod('p', {}, sidecar ? { initContainers: [{ ...container, name: 's', restartPolicy: 'Always' }] } : { containers: [container] });
};
const conflict = (a: Omit<ContainerPort, 'containerPort'>, b: Omit<ContainerPort, 'containerPort'>): boolean =>
  filterWith(nodePorts, withPort(a), makeNode('n'), [withPort(b)]) !== null;

it.each<[Omit<ContainerPort, 'containerPort'>, Omit<ContainerPort, 'containerPort'>, boolean]>([
  [{ hostPort: 8080 }, { hostPort: 8080 }, true],
  [{ hostPort: 8080 }, { hostPort: 8081 }, false],
  [{ hostPort: 53, protocol: 'UDP' }, { hostPort: 53, protocol: 'TCP' }, false],
  [{ hostPort: 80, hostIP: '10.0.0.1' }, { hostPort: 80, hostIP: '10.0.0.2' }, false],
  [{ hostPort: 80, hostIP: '10.0.0.1' }, { hostPort: 80 }, true],
  [{ hostPort: 80 }, { hostPort: 80, hostIP: '10.0.0.1' }, true],
  [{}, { hostPort: 80 }, false],
])('%j beside %j collides: %s', (a, b, expected) => expect(conflict(a, b)).toBe(expected));

it('counts sidecars, and says it in upstream’s words', () => {
  expect(filterWith(nodePorts, withPort({ hostPort: 80 }), makeNode('n'), [withPort({ hostPort: 80 }, true)])).toMatchObject({
    code: 'Unschedulable',
    reasons: ["node(s) didn't have free ports for the requested pod ports"],
    params: [{ kind: 'ports', port: 80, protocol: 'TCP' }],
  });
});
