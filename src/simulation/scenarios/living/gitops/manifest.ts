/** What the loop's page pushes, edits and asks for, as requests. */
import type { ApiObject } from '../../../api';
import type { JsonObject } from '../../../api/patch/merge-patch';
import type { Request } from '../../../cluster/apiserver/types';
import { ADMIN } from '../admin';

export const SHOP = 'shop';
export const REPOSITORY = 'config';
export const URL = `https://git.example.com/${REPOSITORY}.git`;
export const FOLDER = 'apps/shop';
export const [DEPLOYMENT, SETTINGS, AUTOSCALER] = ['web', 'settings', 'web'];
export const [GOOD, BAD] = ['registry.k8s.example/hello:1.0', 'registry.k8s.example/hello:1.2-bad'];
/** Where pushes arrive: the Git server takes each of these ConfigMaps for one, and away. */
export const INBOX = 'git';
export const HAND = 5;

/** `replicas` undefined: Git does not say how many. */
export const deploymentText = (replicas: number | undefined, image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${DEPLOYMENT}
spec:
${replicas === undefined ? '' : `  replicas: ${String(replicas)}\n`}  selector:
    matchLabels:
      app: ${DEPLOYMENT}
  template:
    metadata:
      labels:
        app: ${DEPLOYMENT}
    spec:
      containers:
        - name: web
          image: ${image}
          resources:
            requests:
              cpu: 100m
          readinessProbe:
            httpGet:
              path: /ready
              port: 8000
            periodSeconds: 2
`;
export const SETTINGS_TEXT = `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${SETTINGS}
data:
  greeting: hello
`;
export const DEPLOYMENT_PATH = `${FOLDER}/web.yaml`;
export const SETTINGS_PATH = `${FOLDER}/settings.yaml`;

/** A push: new texts by path, null for a file that goes; or the commit that is taken back. */
export type Push = { readonly message: string; readonly files: Readonly<Record<string, string | null>> } | { readonly reverts: string };

export const push = (what: Push, name: string): Request => ({
  verb: 'create', group: '', resource: 'configmaps', namespace: INBOX, name, user: ADMIN, body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: INBOX }, data: { push: JSON.stringify(what) } } as unknown as ApiObject,
});

const APPLICATION = { group: 'argoproj.io', resource: 'applications', namespace: 'argocd', name: SHOP, user: ADMIN } as const;
const edit = (patch: JsonObject): Request => ({ ...APPLICATION, verb: 'patch', patch });

export interface Policy {
  readonly auto: boolean;
  readonly prune: boolean;
  readonly selfHeal: boolean;
}

export const setPolicy = ({ auto, prune, selfHeal }: Policy): Request => edit({ spec: { syncPolicy: { automated: auto ? { prune, selfHeal } : null } } });
export const refreshNow = edit({ metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } } });
/** `argocd app sync`, with --prune where it is asked for. */
export const syncNow = (revision: string, prune: boolean): Request => edit({ operation: { sync: { revision, syncStrategy: { hook: {} }, ...(prune ? { prune } : {}) }, initiatedBy: { username: 'admin' } }, status: { operationState: null } });
export const ignoreReplicas = (on: boolean): Request => edit({ spec: { ignoreDifferences: on ? [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }] : null } });

const LIVE = { group: 'apps', resource: 'deployments', namespace: SHOP, name: DEPLOYMENT, user: ADMIN } as const;
export const scaleByHand: Request = { ...LIVE, verb: 'patch', subresource: 'scale', patch: { spec: { replicas: HAND } } };
export const restart = (at: string): Request => ({ ...LIVE, verb: 'patch', patch: { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } } } } } });
export const deleteByHand: Request = { ...LIVE, verb: 'delete', deleteOptions: { propagationPolicy: 'Background' } };

export const application = ({ auto, prune, selfHeal }: Policy): ApiObject => ({
  apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: SHOP, namespace: 'argocd' },
  spec: {
    project: 'default', source: { repoURL: URL, path: FOLDER, targetRevision: 'main' }, destination: { server: 'https://kubernetes.default.svc', namespace: SHOP },
    ...(auto ? { syncPolicy: { automated: { prune, selfHeal } } } : {}),
  },
}) as unknown as ApiObject;

export const autoscaler: ApiObject = {
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: AUTOSCALER, namespace: SHOP },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: DEPLOYMENT }, minReplicas: 4, maxReplicas: 6, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] },
} as unknown as ApiObject;
