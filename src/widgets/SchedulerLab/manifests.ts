/** Manifests of the lab's examples, put together from their parts: plain Kubernetes, indented as kubectl prints it. */

export const docs = (...all: readonly string[]): string => all.join('---\n');

interface Parts {
  /** Fields of `spec` besides replicas, selector and template, four blanks deep less two. */
  readonly fields?: string;
  readonly replicas?: number;
  /** Fields of the only container. */
  readonly container?: string;
  readonly image?: string;
  /** Fields of the Pod's `spec`. */
  readonly spec?: string;
}

/** A workload with one container named like itself. */
export function workload(apiVersion: string, kind: string, name: string, { fields = '', replicas, container = '', image = 'nginx:1.30', spec = '' }: Parts): string {
  const selector = kind === 'Job' ? '' : `  selector:
    matchLabels:
      app: ${name}
`;
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
spec:
${replicas === undefined ? '' : `  replicas: ${replicas}\n`}${fields}${selector}  template:
    metadata:
      labels:
        app: ${name}
    spec:
${spec}      containers:
      - name: ${name}
        image: ${image}
${container}`;
}

export const deployment = (name: string, replicas: number, container: string, image = 'nginx:1.30', more: Pick<Parts, 'spec' | 'fields'> = {}): string =>
  workload('apps/v1', 'Deployment', name, { replicas, container, image, ...more });

export const requests = (cpu: string, memory: string): string => `        resources:
          requests:
            cpu: ${cpu}
            memory: ${memory}
`;

/** @param spec fields of the Pod's `spec` besides its one container */
export const pod = (name: string, spec: string, image = 'nginx:1.30', cpu = '250m', memory = '256Mi'): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
${spec}  containers:
  - name: ${name}
    image: ${image}
    resources:
      requests:
        cpu: ${cpu}
        memory: ${memory}
`;

export const PRIORITY_CLASS = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: high
value: 100000
`;
