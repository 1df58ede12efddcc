import { duplicate, forbidden, invalid, notFound, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import { isSidecar } from '../../pod-requests';
import type { AnyContainer, Container, PodSpec } from '../../types';
import { validateDnsLabel, validateOneOf } from '../names';
import { validateResources } from '../resources';
import { validateEnv, validateEnvFrom } from './env';
import { validateHandlers } from './handlers';
import { validateDevices, validateMounts } from './mounts';
import type { Volumes } from './mounts';
import type { PodOptions } from './options';
import { validateContainerPorts, validateHostPorts } from './ports';
import { validateContainerRestart, validateInitResizePolicy, validateResizePolicy } from './restarts';
import { validateSecurityContext } from './security-context';

/** What the containers of a Pod are checked against. */
export interface PodContext {
  readonly spec: PodSpec;
  readonly volumes: Volumes;
  /** The names of the Pod's resource claims. */
  readonly claims: ReadonlySet<string>;
  readonly options: PodOptions;
}

const graceOf = ({ spec }: PodContext): number => spec.terminationGracePeriodSeconds ?? 0;

/** validateContainerCommon: what holds for every container. */
function validateCommon(container: AnyContainer, path: string, { spec, volumes, claims, options }: PodContext): FieldError[] {
  const { name = '', image = '' } = container;
  return [
    ...(name === '' ? [required(`${path}.name`)] : validateDnsLabel(name, `${path}.name`)),
    ...(image === '' ? [required(`${path}.image`)] : []),
    ...validateOneOf(container.terminationMessagePolicy, `${path}.terminationMessagePolicy`, ['File', 'FallbackToLogsOnError']),
    ...validateContainerPorts(container.ports ?? [], `${path}.ports`),
    ...validateEnv(container.env ?? [], `${path}.env`),
    ...validateEnvFrom(container.envFrom ?? [], `${path}.envFrom`),
    ...validateMounts(container, volumes, `${path}.volumeMounts`),
    ...validateDevices(container.volumeDevices ?? [], container.volumeMounts ?? [], volumes, `${path}.volumeDevices`),
    ...validateOneOf(container.imagePullPolicy, `${path}.imagePullPolicy`, ['Always', 'IfNotPresent', 'Never']),
    ...validateResources(container.resources, `${path}.resources`, claims, { anyHugePages: options.anyHugePages === true }),
    ...validateResizePolicy(container.resizePolicy ?? [], spec.restartPolicy ?? '', `${path}.resizePolicy`),
    ...validateSecurityContext(container.securityContext, `${path}.securityContext`, spec.hostUsers ?? true),
  ];
}

/** validateContainerOnlyForPod: templates may have been stored with such images. */
export const validateImageSpace = ({ image = '' }: AnyContainer, path: string): FieldError[] =>
  image === image.trim() ? [] : [invalid(`${path}.image`, image, 'must not have leading or trailing whitespace')];

/** validateContainers. */
export function validateContainers(context: PodContext, path: string): FieldError[] {
  const containers = context.spec.containers ?? [];
  if (containers.length === 0) return [required(path)];
  const names = new Set<string>();
  const errors = containers.flatMap((container, i) => {
    const at = `${path}[${i}]`;
    const name = container.name ?? '';
    const repeated = names.has(name) ? [duplicate(`${at}.name`, name)] : [];
    names.add(name);
    return [...validateCommon(container, at, context), ...repeated, ...validateHandlers(container, graceOf(context), at), ...validateContainerRestart(container, at)];
  });
  return [...errors, ...validateHostPorts(containers, path)];
}

const STAYING_ONLY = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

function validateInit(container: Container, path: string, context: PodContext): FieldError[] {
  if (isSidecar(container)) return validateHandlers(container, graceOf(context), path);
  const misplaced = STAYING_ONLY.filter((field) => container[field] !== undefined);
  return [
    ...misplaced.map((field) => forbidden(`${path}.${field}`, 'may not be set for init containers without restartPolicy=Always')),
    ...(context.options.anyInitResize === true ? [] : validateInitResizePolicy(container.resizePolicy ?? [], `${path}.resizePolicy`)),
  ];
}

/** validateInitContainers. */
export function validateInitContainers(context: PodContext, path: string): FieldError[] {
  const names = new Set((context.spec.containers ?? []).map(({ name }) => name ?? ''));
  return (context.spec.initContainers ?? []).flatMap((container, i) => {
    const at = `${path}[${i}]`;
    const name = container.name ?? '';
    const repeated = names.has(name) ? [duplicate(`${at}.name`, name)] : [];
    if (name !== '') names.add(name);
    // Each is looked at alone, so upstream's path names the first.
    const ports = validateHostPorts([container], path).map((error) => ({ ...error, at: error.path.replace(`${path}[0]`, at) }));
    return [...validateCommon(container, at, context), ...validateContainerRestart(container, at, true), ...repeated, ...ports, ...validateInit(container, at, context)];
  });
}

/** In the order of the Go struct, what an ephemeral container may not have (allowedEphemeralContainerFields). */
const NOT_EPHEMERAL = ['ports', 'resources', 'resizePolicy', 'restartPolicy', 'restartPolicyRules', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

/** Whether the Go field is not its zero value: resources are no pointer, the others with fields are. */
const isSet = (field: string, value: unknown): boolean => value !== undefined && !(field === 'resources' && Object.values(value as object).every((list) => list === undefined));

/** validateEphemeralContainers. */
export function validateEphemeralContainers(context: PodContext, path: string): FieldError[] {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = context.spec;
  const others = new Set([...containers, ...initContainers].map(({ name }) => name ?? ''));
  const names = new Set(others);
  return ephemeralContainers.flatMap((container, i) => {
    const at = `${path}[${i}]`;
    const { name = '', targetContainerName: target = '', volumeMounts = [] } = container;
    const repeated = names.has(name) ? [duplicate(`${at}.name`, name)] : [];
    names.add(name);
    const words = 'cannot be set for an Ephemeral Container';
    return [
      ...validateCommon(container, at, context),
      ...validateImageSpace(container, at),
      ...repeated,
      ...(target !== '' && !others.has(target) ? [notFound(`${at}.targetContainerName`, target)] : []),
      ...NOT_EPHEMERAL.filter((field) => isSet(field, container[field])).map((field) => forbidden(`${at}.${field}`, words)),
      ...volumeMounts.flatMap((mount, j) => (['subPath', 'subPathExpr'] as const).filter((field) => mount[field]).map((field) => forbidden(`${at}.volumeMounts[${j}].${field}`, words))),
    ];
  });
}
