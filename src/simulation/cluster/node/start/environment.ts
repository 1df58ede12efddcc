/** What a container is given when it is created, and keeps (pkg/kubelet/kubelet_pods.go: makeEnvironmentVariables, makeMounts; pkg/volume/util/subpath). */
import type { Container } from '../../../api';
import type { Service } from '../../../api/generated/types/core.v1';
import { podServiceVariables } from '../../../network/pod';
import { objectsIn, tableOf } from '../../store/store';
import type { Tables } from '../../store/store';
import { mountedOf } from '../machine/machine';
import type { Given } from '../machine/machine';
import type { Session } from '../session';
import { fileAt } from '../volumes/atomic-writer';
import { podField, resourceField } from '../volumes/fields';
import { knownObject } from '../volumes/known';
import type { Source } from '../volumes/objects';
import { valuesOf } from '../volumes/payload';

type Variables = Readonly<Record<string, string>>;

/** Expand (third_party/forked/golang/expansion): `$(NAME)`; `$$` is a dollar sign, and an unknown name stays as it stands. */
export const expandVariables = (text: string, variables: Variables): string =>
  text.replace(/\$(?:\$|\(([^)]*)\))/g, (found, name: string | undefined) => (name === undefined ? '$' : Object.hasOwn(variables, name) ? variables[name]! : found));

/** Of a ConfigMap only `data` counts for variables. */
function textsOf(session: Session, source: Source, name: string): Variables {
  const object = knownObject(session, source, name);
  return source === 'ConfigMap' ? (object?.data ?? {}) : valuesOf(source, object);
}

/** What Services bring, by what the API server has of them: as long as those stay the same, all Pods of a namespace are given the same. */
const ofServices = new WeakMap<object, Map<string, Given>>();

function serviceVariablesOf(tables: Tables, namespace: string, links: boolean): Given | undefined {
  const { objects } = tableOf(tables, 'services');
  if (objects === null) return undefined;
  const made = ofServices.get(objects) ?? new Map<string, Given>();
  ofServices.set(objects, made);
  const key = `${links} ${namespace}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const given = { env: podServiceVariables(objectsIn(tables, 'services') as Service[], namespace, links), files: {} };
  made.set(key, given);
  return given;
}

/** The variables of the container itself, later ones over earlier ones. `services`: values may name those of Services too. */
function variablesOf(session: Session, { env = [], envFrom = [], ...container }: Container, services: Variables): Variables {
  const variables: Record<string, string> = {};
  for (const { configMapRef, secretRef, prefix = '' } of envFrom) {
    const values = configMapRef !== undefined ? textsOf(session, 'ConfigMap', configMapRef.name ?? '') : secretRef === undefined ? {} : textsOf(session, 'Secret', secretRef.name ?? '');
    for (const [key, value] of Object.entries(values)) variables[`${prefix}${key}`] = value;
  }
  for (const { name, value, valueFrom } of env) {
    const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom ?? {};
    const found = value ? expandVariables(value, { ...services, ...variables })
      : fieldRef !== undefined ? podField(session, fieldRef.fieldPath)
        : resourceFieldRef !== undefined ? resourceField(session, resourceFieldRef.containerName ? undefined : { env, envFrom, ...container }, resourceFieldRef)
          : configMapKeyRef !== undefined ? textsOf(session, 'ConfigMap', configMapKeyRef.name ?? '')[configMapKeyRef.key]
            : secretKeyRef !== undefined ? textsOf(session, 'Secret', secretKeyRef.name ?? '')[secretKeyRef.key] : '';
    // Only something optional is missing here (environmentFault).
    if (found !== undefined) variables[name] = found;
  }
  return variables;
}

/** Files that are bound by themselves, by where they are in the container: each is the one that is there now. */
function boundFiles(session: Session, { volumeMounts = [] }: Container, variables: Variables): Variables {
  const mounted = mountedOf(session.machine, session.worker.uid);
  return Object.fromEntries(volumeMounts.flatMap(({ name, mountPath, subPath, subPathExpr }) => {
    const path = subPath || expandVariables(subPathExpr ?? '', variables);
    const data = path === '' || mounted[name] === undefined ? undefined : fileAt(mounted[name], path);
    return data === undefined ? [] : [[mountPath, data] as const];
  }));
}

/** undefined where the container is given nothing. What Services bring comes last, and in place of nothing that the container has of its own. */
export function givenTo(session: Session, container: Container): Given | undefined {
  const { metadata, spec } = session.pod;
  const services = serviceVariablesOf(session.work.cluster.server.store.tables, metadata.namespace ?? '', spec.enableServiceLinks !== false);
  const env = variablesOf(session, container, services?.env ?? {});
  const files = boundFiles(session, container, env);
  if (Object.keys(env).length + Object.keys(files).length === 0) return services;
  return { env: { ...env, ...Object.fromEntries(Object.entries(services?.env ?? {}).filter(([name]) => !Object.hasOwn(env, name))) }, files };
}
