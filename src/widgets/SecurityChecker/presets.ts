/** What there is to check: a Pod that sets nothing, one that asks for the node, and workloads from the wild. */
export const PRESETS = {
  plain: `apiVersion: v1
kind: Pod
metadata:
  name: hello
  namespace: app
spec:
  containers:
  - name: hello
    image: registry.k8s.example/hello:1.0
    ports:
    - containerPort: 8080
`,
  agent: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-logs
  namespace: app
spec:
  selector:
    matchLabels: {app: node-logs}
  template:
    metadata:
      labels: {app: node-logs}
    spec:
      hostNetwork: true
      containers:
      - name: agent
        image: registry.k8s.example/agent:2.3
        securityContext:
          privileged: true  # "or it does not start"
        volumeMounts:
        - name: logs
          mountPath: /var/log
      volumes:
      - name: logs
        hostPath:
          path: /var/log
`,
  web: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: app
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      initContainers:
      - name: sysctl
        image: registry.k8s.example/tools:1.0
        securityContext: {runAsUser: 0, capabilities: {add: [NET_ADMIN]}}
      containers:
      - name: web
        image: registry.k8s.example/web:1.4
        ports:
        - containerPort: 80
          hostPort: 80
        securityContext:
          runAsNonRoot: true
          allowPrivilegeEscalation: false
          capabilities:
            drop: [ALL]
            add: [NET_BIND_SERVICE]
`,
} as const;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];
