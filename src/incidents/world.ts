/** Manifests that several incidents share: a shop whose `web` calls `api`, and a Pod with network tools. */

interface AppOptions {
  readonly namespace?: string;
  readonly replicas?: number;
  readonly image?: string;
  readonly strategy?: 'Recreate' | 'RollingUpdate';
  /** Further lines of the container, each on its own. */
  readonly container?: readonly string[];
  /** Further lines of the Pod's spec. */
  readonly spec?: readonly string[];
}

const indented = (lines: readonly string[], depth: number): string => lines.map((line) => `${' '.repeat(depth)}${line}\n`).join('');

export const namespace = (name: string, labels = ''): string => `apiVersion: v1
kind: Namespace
metadata: { name: ${name}${labels === '' ? '' : `, labels: { ${labels} }`} }
---
`;

export const deployment = (name: string, { namespace: place = 'shop', replicas = 2, image = 'registry.k8s.example/hello:1.0', strategy = 'RollingUpdate', container = [], spec = [] }: AppOptions = {}): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${place}, labels: { app: ${name} } }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  strategy: { type: ${strategy} }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
${indented(spec, 6)}      containers:
      - name: ${name}
        image: ${image}
${indented(container, 8)}---
`;

export const service = (name: string, port: number, targetPort = port, place = 'shop'): string => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${place} }
spec: { selector: { app: ${name} }, ports: [{ port: ${port}, targetPort: ${targetPort} }] }
---
`;

/** A Pod that stands there with curl, dig and the like. */
export const tools = (name: string, place = 'shop'): string => deployment(name, { namespace: place, replicas: 1, image: 'nicolaka/netshoot:v0.14', container: ['command: [sleep, infinity]'] });

export const READY = ['readinessProbe: { httpGet: { path: /, port: 8000 }, periodSeconds: 5 }'];

export const SHOP = [namespace('shop'), tools('client')].join('');
