import { createRegistry } from '../../../api/registry';
import { ALL_KINDS } from '../../../api/kinds/all';
import { customKinds } from '../../../api/custom/custom-kinds';
import { visitManifest } from '../../../api/manifest/visit';
import { toJson } from '../../../api/manifest/json';
import { parseTime } from '../../../base/time';
import type { ApiObject } from '../../../api';
import type { Deployment } from '../../../api/generated/types/apps.v1';
import { servedRegistry } from '../../../cluster/apiserver/served';
import { resourceOf } from '../../../cluster/apiserver/resource';
import { runUntil } from '../../../cluster/cluster';
import { anyController } from '../../../cluster/control/controller';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import { DEFAULT_CATALOGUE } from '../../../cluster/images/catalogue';
import { objectAt, objectsIn } from '../../../cluster/store/store';
import type { Cluster, ClusterConfig } from '../../../cluster/state';
import { applicationController } from '../../../gitops/component/controller';
import { ARGO_IMAGES, DEFINITION_MANIFESTS, installationOf } from '../../../gitops/component/installation';
import { applicationFrom, APPLICATIONS } from '../../../gitops/component/objects';
import { repositoryOn } from '../../../gitops/component/remote';
import { log } from '../../../gitops/git/repository';
import type { Application } from '../../../gitops/decide/application';
import { ADMIN, BEGINS } from '../admin';
import { asked, askedAll } from '../asked';
import { scene } from '../scene';
import { gitServer } from './git-server';
import { application, autoscaler, DEPLOYMENT, DEPLOYMENT_PATH, deploymentText, GOOD, INBOX, push, REPOSITORY, scaleByHand, SETTINGS, SETTINGS_PATH, SETTINGS_TEXT, SHOP } from './manifest';
import type { Policy } from './manifest';
import type { GitopsOptions } from './options';

const SECOND = 1_000_000;

export interface CommitView {
  readonly id: string;
  readonly subject: string;
  /** µs since 1970. */
  readonly at: number;
}

/** How one thing stands in Git and in the cluster; null: it is not there, or nothing is said of it. */
export interface Pair {
  readonly git: string | null;
  readonly live: string | null;
}

export interface GitopsView {
  /** The newest first. */
  readonly commits: readonly CommitView[];
  readonly sync: string;
  readonly health: string;
  /** The commit that was compared last, and that of the last sync. */
  readonly compared: string;
  readonly phase: string;
  readonly message: string;
  readonly conditions: readonly { readonly type: string; readonly message: string }[];
  readonly policy: Policy;
  readonly ignores: boolean;
  readonly healed: number;
  readonly replicas: Pair;
  readonly image: Pair;
  readonly settings: Pair;
  readonly wantsPruning: boolean;
  /** What is said of the Application, the newest last. */
  readonly events: readonly { readonly at: number; readonly reason: string; readonly type: string; readonly message: string; readonly count: number }[];
}

function installed(config: ClusterConfig, cluster: Cluster, text: string): Cluster {
  return visitManifest(text, servedRegistry(config.server, cluster.server.store), { source: 'argo-cd', validate: true }).reduce((now, visit) => {
    if ('error' in visit) throw new RangeError(visit.error);
    return created(config, now, toJson(visit.body) as unknown as ApiObject);
  }, cluster);
}

function created(config: ClusterConfig, cluster: Cluster, body: ApiObject): Cluster {
  const registry = servedRegistry(config.server, cluster.server.store);
  const resource = resourceOf(registry, body);
  if (resource === undefined) throw new RangeError(`${body.kind} is no kind of this cluster`);
  const { namespace, name = '' } = body.metadata;
  return asked(config, cluster, { verb: 'create', ...resource, ...(namespace === undefined ? {} : { namespace }), name, user: ADMIN, body });
}

const FIRST = { edits: { auto: true, prune: false, selfHeal: false }, hpa: { auto: true, prune: false, selfHeal: true } } as const;

interface Event {
  readonly reason?: string;
  readonly type?: string;
  readonly message?: string;
  readonly count?: number;
  readonly lastTimestamp?: string;
  readonly involvedObject?: { readonly kind?: string; readonly name?: string };
}

const imageOf = (deployment: Pick<Deployment, 'spec'> | undefined): string | null => deployment?.spec?.template.spec?.containers[0]?.image ?? null;

function viewOf({ machines, server: { store } }: Cluster): GitopsView {
  const found = objectAt(store.tables, APPLICATIONS, `argocd/${SHOP}`);
  const app: Application | undefined = found === undefined ? undefined : applicationFrom(found);
  const repository = repositoryOn({ machines }, REPOSITORY);
  const commits = repository === undefined ? [] : log(repository, 'main');
  const files = commits[0]?.files ?? {};
  const text = files[DEPLOYMENT_PATH] ?? '';
  const deployment = objectAt(store.tables, 'deployments.apps', `${SHOP}/${DEPLOYMENT}`) as Deployment | undefined;
  const settings = objectAt(store.tables, 'configmaps', `${SHOP}/${SETTINGS}`);
  const { status, spec } = app ?? {};
  const state = status?.operationState;
  const automated = spec?.syncPolicy?.automated;
  const events = (objectsIn(store.tables, 'events') as unknown as Event[]).filter(({ involvedObject }) => involvedObject?.kind === 'Application').map(({ reason = '', type = '', message = '', count = 1, lastTimestamp = '' }) => ({ at: parseTime(lastTimestamp) ?? 0, reason, type, message, count }));
  const resources = (status as { readonly resources?: readonly { readonly requiresPruning?: boolean }[] } | undefined)?.resources ?? [];
  return {
    commits: commits.map(({ id, message, at }) => ({ id, subject: message.split('\n')[0] ?? '', at: at * SECOND })),
    sync: status?.sync?.status ?? '', health: status?.health?.status ?? '', compared: status?.sync?.revision ?? '', phase: state?.phase ?? '', message: state?.message ?? '',
    conditions: (status?.conditions ?? []).map(({ type, message }) => ({ type, message })), policy: { auto: automated !== undefined, prune: automated?.prune === true, selfHeal: automated?.selfHeal === true },
    ignores: (spec?.ignoreDifferences ?? []).length > 0, healed: state?.operation.sync?.autoHealAttemptsCount ?? 0,
    replicas: { git: /^ {2}replicas: (\d+)$/m.exec(text)?.[1] ?? null, live: deployment === undefined ? null : String(deployment.spec?.replicas ?? 1) },
    image: { git: /image: (\S+)/.exec(text)?.[1] ?? null, live: imageOf(deployment) },
    settings: { git: files[SETTINGS_PATH] === undefined ? null : SETTINGS, live: settings === undefined ? null : SETTINGS },
    wantsPruning: resources.some(({ requiresPruning }) => requiresPruning === true), events: events.sort((a, b) => a.at - b.at).slice(-12),
  };
}

/** Argo CD's controllers over a tiny repository and a cluster of two nodes: an Application with a Deployment and a ConfigMap, and somebody or something that changes it. */
export const gitopsScene = scene<GitopsOptions, GitopsView>({
  begin: ({ trial }) => {
    const { config: plain, cluster } = defaultCluster(createRegistry(ALL_KINDS), {
      nodes: ['node-1', 'node-2'].map((name, at) => nodeSettings(name, at, { catalogue: { ...DEFAULT_CATALOGUE, ...ARGO_IMAGES } })), now: BEGINS, more: [anyController(applicationController), anyController(gitServer)],
    });
    const config: ClusterConfig = { ...plain, server: { ...plain.server, customKinds } };
    const after = (before: Cluster, seconds: number): Cluster => runUntil(config, before, before.clock.now + seconds * SECOND).cluster;
    const defined = after(installed(config, after(cluster, 5), DEFINITION_MANIFESTS), 1);
    const namespaces = [SHOP, INBOX].map((name) => ({ verb: 'create', group: '', resource: 'namespaces', name, user: ADMIN, body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } } as ApiObject }) as const);
    const running = after(installed(config, askedAll(config, defined, namespaces), installationOf(['argocd-application-controller', 'argocd-repo-server'])), 20);
    const first = push({ message: 'Two replicas of web', files: { [DEPLOYMENT_PATH]: deploymentText(2, GOOD), [SETTINGS_PATH]: SETTINGS_TEXT } }, 'first');
    const pushed = after(asked(config, running, first), 1);
    const synced = after(created(config, pushed, application(FIRST[trial])), 20);
    const changed = trial === 'hpa' ? created(config, synced, autoscaler) : asked(config, synced, scaleByHand);
    return { config, cluster: changed, shown: changed.clock.now + (trial === 'hpa' ? 40 : 12) * SECOND };
  },
  namespaces: [SHOP],
  view: ({ cluster }) => viewOf(cluster),
});
