import { duplicate, forbidden, invalid, notFound, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { dns1123LabelErrors, envNameErrors, labelKeyErrors, portNameErrors, portNumberErrors } from '../names';
import { isSidecar } from '../pod-requests';
import { compareQuantity, quantityOf } from '../quantity';
import { isExtendedResource, isHugePages, isNativeResource } from '../resource-names';
import type { Container, ContainerPort, PodSpec, ResourceRequirements } from '../types';

function validatePorts(ports: readonly ContainerPort[], path: string): FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  ports.forEach((port, i) => {
    const at = `${path}[${i}]`;
    const name = port.name ?? '';
    if (name !== '') {
      const messages = portNameErrors(name);
      for (const message of messages) errors.push(invalid(`${at}.name`, name, message));
      if (messages.length === 0 && names.has(name)) errors.push(duplicate(`${at}.name`, name));
      names.add(name);
    }
    if (!port.containerPort) errors.push(required(`${at}.containerPort`));
    else for (const message of portNumberErrors(port.containerPort)) errors.push(invalid(`${at}.containerPort`, port.containerPort, message));
    if (port.hostPort) for (const message of portNumberErrors(port.hostPort)) errors.push(invalid(`${at}.hostPort`, port.hostPort, message));
    const protocols = ['SCTP', 'TCP', 'UDP'];
    if (!protocols.includes(port.protocol ?? '')) errors.push(notSupported(`${at}.protocol`, port.protocol ?? '', protocols));
  });
  return errors;
}

function resourceNameErrors(name: string, path: string, at: string): FieldError[] {
  const errors = labelKeyErrors(name).map((message) => invalid(path, name, message, at));
  if (!name.includes('/')) {
    const standard = ['cpu', 'memory', 'ephemeral-storage'].includes(name) || isHugePages(name);
    if (errors.length === 0 && !standard && !['pods', 'storage'].includes(name)) {
      errors.push(invalid(path, name, 'must be a standard resource type or fully qualified', at));
    }
    if (!standard) errors.push(invalid(path, name, 'must be a standard resource for containers', at));
  } else if (!isNativeResource(name) && !isExtendedResource(name)) {
    errors.push(invalid(path, name, "doesn't follow extended resource name standard", at));
  }
  return errors;
}

/** validateResourceRequirements: names, signs, whole numbers, requests against limits. */
export function validateResources(resources: ResourceRequirements | undefined, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const limits = resources?.limits ?? {};
  const requests = resources?.requests ?? {};
  for (const field of ['limits', 'requests'] as const) {
    for (const [name, text] of Object.entries(resources?.[field] ?? {})) {
      const at = `${path}.${field}.${name}`;
      const shown = `${path}.${field}[${name}]`;
      errors.push(...resourceNameErrors(name, shown, at));
      const quantity = quantityOf(text);
      if (quantity.nano < 0n) errors.push(invalid(shown, text, 'must be greater than or equal to 0', at));
      if ((isExtendedResource(name) || name === 'pods') && quantity.nano % 1_000_000_000n !== 0n) errors.push(invalid(shown, text, 'must be an integer', at));
    }
  }
  for (const [name, text] of Object.entries(requests)) {
    const overcommit = isNativeResource(name) && !isHugePages(name);
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
    const at = `${path}.requests.${name}`;
    if (limit === undefined) {
      if (!overcommit) errors.push({ ...required(`${path}.limits`, 'Limit must be set for non overcommitable resources'), at });
      continue;
    }
    const order = compareQuantity(quantityOf(text), quantityOf(limit));
    if (order !== 0 && !overcommit) errors.push(invalid(`${path}.requests`, text, `must be equal to ${name} limit of ${limit}`, at));
    else if (order > 0) errors.push(invalid(`${path}.requests`, text, `must be less than or equal to ${name} limit of ${limit}`, at));
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.some((n) => n === 'cpu' || n === 'memory')) errors.push(forbidden(path, 'HugePages require cpu or memory'));
  return errors;
}

/** validateContainerCommon: what holds for every container. */
function validateCommon(container: Container, path: string, spec: PodSpec): FieldError[] {
  const errors: FieldError[] = [];
  if (!container.name) errors.push(required(`${path}.name`));
  else for (const message of dns1123LabelErrors(container.name)) errors.push(invalid(`${path}.name`, container.name, message));
  if (!container.image) errors.push(required(`${path}.image`));
  const messages = ['File', 'FallbackToLogsOnError'];
  if (!messages.includes(container.terminationMessagePolicy ?? '')) {
    errors.push(notSupported(`${path}.terminationMessagePolicy`, container.terminationMessagePolicy ?? '', messages));
  }
  errors.push(...validatePorts(container.ports ?? [], `${path}.ports`));
  (container.env ?? []).forEach((variable, i) => {
    if (!variable.name) errors.push(required(`${path}.env[${i}].name`));
    else for (const message of envNameErrors(variable.name)) errors.push(invalid(`${path}.env[${i}].name`, variable.name, message));
  });
  errors.push(...validateMounts(container, path, spec));
  const policies = ['Always', 'IfNotPresent', 'Never'];
  if (!policies.includes(container.imagePullPolicy ?? '')) errors.push(notSupported(`${path}.imagePullPolicy`, container.imagePullPolicy ?? '', policies));
  errors.push(...validateResources(container.resources, `${path}.resources`));
  const claims = new Set((spec.resourceClaims ?? []).map((claim) => claim.name));
  (container.resources?.claims ?? []).forEach((claim, i) => {
    if (!claims.has(claim.name)) errors.push(notFound(`${path}.resources.claims[${i}].name`, claim.name));
  });
  return errors;
}

function validateMounts(container: Container, path: string, spec: PodSpec): FieldError[] {
  const errors: FieldError[] = [];
  const volumes = new Set((spec.volumes ?? []).map((volume) => volume.name));
  const mounted = new Set<string>();
  (container.volumeMounts ?? []).forEach((mount, i) => {
    const at = `${path}.volumeMounts[${i}]`;
    if (!mount.name) errors.push(required(`${at}.name`));
    if (!volumes.has(mount.name)) errors.push(notFound(`${at}.name`, mount.name ?? ''));
    if (!mount.mountPath) errors.push(required(`${at}.mountPath`));
    if (mounted.has(mount.mountPath)) errors.push(invalid(`${at}.mountPath`, mount.mountPath, 'must be unique'));
    mounted.add(mount.mountPath);
  });
  return errors;
}

function validateRestartPolicy(container: Container, path: string): FieldError[] {
  const policies = ['Always', 'Never', 'OnFailure'];
  if (container.restartPolicy === undefined || policies.includes(container.restartPolicy)) return [];
  return [notSupported(`${path}.restartPolicy`, container.restartPolicy, policies)];
}

/** AccumulateUniqueHostPorts. */
function hostPortConflicts(containers: readonly { container: Container; path: string }[]): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (const { container, path } of containers) {
    (container.ports ?? []).forEach((port, i) => {
      if (!port.hostPort) return;
      const id = `${port.protocol ?? ''}/${port.hostIP ?? ''}/${port.hostPort}`;
      if (seen.has(id)) errors.push(duplicate(`${path}.ports[${i}].hostPort`, id));
      seen.add(id);
    });
  }
  return errors;
}

/** validateContainers. */
export function validateContainers(spec: PodSpec, path: string): FieldError[] {
  if (spec.containers.length === 0) return [required(path)];
  const errors: FieldError[] = [];
  const names = new Set<string>();
  spec.containers.forEach((container, i) => {
    const at = `${path}[${i}]`;
    errors.push(...validateCommon(container, at, spec));
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name ?? ''));
    names.add(container.name);
    errors.push(...validateRestartPolicy(container, at));
  });
  errors.push(...hostPortConflicts(spec.containers.map((container, i) => ({ container, path: `${path}[${i}]` }))));
  return errors;
}

/** validateInitContainers. */
export function validateInitContainers(spec: PodSpec, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set(spec.containers.map((container) => container.name));
  (spec.initContainers ?? []).forEach((container, i) => {
    const at = `${path}[${i}]`;
    errors.push(...validateCommon(container, at, spec));
    errors.push(...validateRestartPolicy(container, at));
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name ?? ''));
    else if (container.name) names.add(container.name);
    errors.push(...hostPortConflicts([{ container, path: at }]));
    if (isSidecar(container)) return;
    for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
      if (container[field] !== undefined) errors.push(forbidden(`${at}.${field}`, 'may not be set for init containers without restartPolicy=Always'));
    }
  });
  return errors;
}
