import type { Start } from '@site/src/simulation/scenarios/terminal/start';
import { webDeployment } from '../samples/web';

const WEB = `${webDeployment(3)}      - name: web
        image: registry.k8s.example/hello:1.0
        ports:
        - containerPort: 8080
        readinessProbe:
          httpGet:
            path: /ready
            port: 8080
        resources:
          requests:
            cpu: 100m
            memory: 64Mi
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 8080
`;

const pod = (name: string, image: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
  - name: main
    image: ${image}
${more}`;

/** Takes prefixes: with Traefik /apple is served too, with the other controller it is not. */
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: lab
  rules:
  - http:
      paths:
      - path: /app
        pathType: Prefix
        backend:
          service:
            name: web
            port:
              number: 80
`;

/** What may be installed from files in the home directory. */
const MORE: Start['addons'] = ['metrics-server', 'node-local-dns'];

/** The starting states that the page offers, the first one first. */
export const STARTS = {
  web: { manifests: WEB, files: { 'web.yaml': WEB }, addons: MORE },
  entry: { manifests: WEB, files: { 'web.yaml': WEB, 'ingress.yaml': INGRESS }, addons: ['load-balancer', 'ingress', 'traefik', 'gateway', 'metrics-server', 'node-local-dns'] },
  empty: { addons: MORE },
  trouble: {
    manifests: [
      pod('crashes', 'registry.k8s.example/crash:1.0'),
      pod('no-image', 'registry.k8s.example/private:1.0'),
      pod('no-room', 'registry.k8s.example/hello:1.0', '    resources:\n      requests:\n        cpu: "16"\n'),
      pod('no-node', 'registry.k8s.example/hello:1.0').replace('spec:\n', 'spec:\n  nodeSelector:\n    disk: ssd\n'),
      pod('no-config', 'registry.k8s.example/hello:1.0', '    envFrom:\n    - configMapRef:\n        name: settings\n'),
      pod('never-ready', 'registry.k8s.example/hello:1.0', '    readinessProbe:\n      tcpSocket:\n        port: 9999\n'),
    ].join('---\n'),
    settled: 90,
    addons: MORE,
  },
  quota: {
    manifests: `apiVersion: v1
kind: Namespace
metadata:
  name: team-a
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: quota
  namespace: team-a
spec:
  hard:
    pods: "5"
    requests.cpu: "2"
    requests.memory: 2Gi
`,
    settled: 5,
    addons: MORE,
  },
} as const satisfies Readonly<Record<string, Start>>;

export type StartName = keyof typeof STARTS;
