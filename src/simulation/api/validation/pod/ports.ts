import { duplicate, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import { portNameErrors, portNumberErrors } from '../../names';
import type { Container, ContainerPort, IntOrString } from '../../types';
import { validateOneOf } from '../names';

const PROTOCOLS: readonly string[] = ['SCTP', 'TCP', 'UDP'];

const portNumber = (port: number, path: string): FieldError[] => portNumberErrors(port).map((message) => invalid(path, port, message));

/** validateContainerPorts. */
export function validateContainerPorts(ports: readonly ContainerPort[], path: string): FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  ports.forEach(({ name = '', containerPort = 0, hostPort = 0, protocol }, i) => {
    const at = `${path}[${i}]`;
    const messages = name === '' ? [] : portNameErrors(name);
    for (const message of messages) errors.push(invalid(`${at}.name`, name, message));
    if (messages.length === 0 && names.has(name)) errors.push(duplicate(`${at}.name`, name));
    if (name !== '' && messages.length === 0) names.add(name);
    errors.push(...(containerPort === 0 ? [required(`${at}.containerPort`)] : portNumber(containerPort, `${at}.containerPort`)));
    if (hostPort !== 0) errors.push(...portNumber(hostPort, `${at}.hostPort`));
    errors.push(...validateOneOf(protocol, `${at}.protocol`, PROTOCOLS));
  });
  return errors;
}

/** ValidatePortNumOrName. */
export function validatePortNumberOrName(port: IntOrString | undefined, path: string): FieldError[] {
  if (typeof port === 'string') return portNameErrors(port).map((message) => invalid(path, port, message));
  return portNumber(port ?? 0, path);
}

/** AccumulateUniqueHostPorts. */
export function validateHostPorts(containers: readonly Container[], path: string): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  containers.forEach(({ ports = [] }, c) => {
    ports.forEach(({ hostPort = 0, hostIP = '', protocol = '' }, p) => {
      if (hostPort === 0) return;
      const id = `${protocol}/${hostIP}/${hostPort}`;
      if (seen.has(id)) errors.push(duplicate(`${path}[${c}].ports[${p}].hostPort`, id));
      seen.add(id);
    });
  });
  return errors;
}

/** validatePodHostNetworkDeps: on the host's network a host port is the container's. In a template it may be left out. */
export function validateHostNetworkPorts(containers: readonly Container[], path: string, isPod: boolean): FieldError[] {
  return containers.flatMap(({ ports = [] }, c) =>
    ports.flatMap(({ hostPort = 0, containerPort = 0 }, p) =>
      (isPod || hostPort !== 0) && hostPort !== containerPort
        ? [invalid(`${path}[${c}].ports[${p}].hostPort`, hostPort, 'must match `containerPort` when `hostNetwork` is true')]
        : [],
    ),
  );
}
