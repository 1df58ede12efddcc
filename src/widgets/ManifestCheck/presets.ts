import { webDeployment } from '../samples/web';

/** What there is to check: what is often got wrong, and what is right. */
export const PRESETS = {
  mistakes: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: Web_App
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: www
    spec:
      containers:
      - name: web
        image: nginx:1.29
        ports:
        - containerPort: 80800
        resources:
          requests:
            memory: 512Mi
          limits:
            memory: 256Mi
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
`,
  good: `${webDeployment(2, true)}      - name: web
        image: nginx:1.29
        ports:
        - name: http
          containerPort: 80
        readinessProbe:
          httpGet:
            port: http
        resources:
          limits:
            cpu: 1000m
            memory: 256Mi
---
apiVersion: v1
kind: Pod
metadata:
  generateName: once-
spec:
  restartPolicy: Never
  containers:
  - name: task
    image: busybox:1.37
    command: ["sh", "-c", "date"]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 5
`,
  types: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: "3"
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        version: 1.10
    spec:
      contaners:
      - name: web
        image: nginx:1.29
        env:
        - name: PORT
          value: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  debug: yes
`,
  yaml: `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}-web
spec:
  ports:
  - port: 80
---
apiVersion: v1
kind: ConfigMap
metadata:
\tname: tabs
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
   image: nginx:1.29
---
apiVersion: v1
kind: Pod
metadata:
  name: "zero\u200bwidth"
spec:
  containers:
  - name: web
    image: nginx:1.29
    image: nginx:1.28
`,
  old: `apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  name: web
---
apiVersion: batch/v1beta1
kind: CronJob
metadata:
  name: nightly
---
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
---
apiVersion: v1
kind: Deployment
metadata:
  name: web
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    beta.kubernetes.io/os: linux
  containers:
  - name: web
    image: nginx:1.29
`,
  custom: `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: backups.example.com
spec:
  group: example.com
  names:
    kind: Backup
    plural: backups
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [schedule]
            properties:
              schedule:
                type: string
                pattern: '^[0-9*/, -]+$'
              keep:
                type: integer
                minimum: 1
                default: 7
              maxAge:
                type: integer
            x-kubernetes-validations:
            - rule: "!has(self.maxAge) || self.maxAge >= self.keep"
              message: maxAge must not be below keep
---
apiVersion: example.com/v1
kind: Backup
metadata:
  name: nightly
spec:
  schedule: "0 3 * * *"
---
apiVersion: example.com/v1
kind: Backup
metadata:
  name: hourly
spec:
  schedule: every hour
  keep: 30
  maxAge: 10
`,
  database: `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: databases.example.com
spec:
  group: example.com
  names: { kind: Database, plural: databases, shortNames: [db] }
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        required: [spec]
        properties:
          spec:
            type: object
            required: [engine]
            properties:
              engine:
                type: string
                enum: [postgres, mysql]
              replicas:
                type: integer
                default: 3
                minimum: 1
                x-kubernetes-validations:
                - rule: self % 2 == 1
                  message: replicas must be odd
---
apiVersion: example.com/v1
kind: Database
metadata:
  name: orders
spec:
  engine: postgres
---
apiVersion: example.com/v1
kind: Database
metadata:
  name: wrong-engine
spec:
  engine: mongodb
---
apiVersion: example.com/v1
kind: Database
metadata:
  name: even
spec:
  engine: mysql
  replicas: 4
---
apiVersion: example.com/v1
kind: Database
metadata:
  name: typo
spec:
  engine: mysql
  replica: 5
`,
} as const;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];
