/** Pods to start with. A new one takes an entry here and its words in `messages.ts`. */

const pod = (rest: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${rest}`;

export const PRESETS = {
  burstable: pod(`  containers:
    - name: app
      image: nginx:1.30
      resources:
        requests:
          cpu: 250m
          memory: 512Mi
        limits:
          cpu: "1"
          memory: 1Gi
    - name: proxy
      image: envoyproxy/envoy:v1.36.2
      resources:
        requests:
          cpu: 50m
          memory: 64Mi
        limits:
          memory: 64Mi
`),
  guaranteed: pod(`  containers:
    - name: app
      image: nginx:1.30
      resources:
        limits:
          cpu: 500m
          memory: 1Gi
`),
  bestEffort: pod(`  containers:
    - name: app
      image: nginx:1.30
`),
  init: pod(`  initContainers:
    - name: migrate
      image: busybox:1.37
  containers:
    - name: app
      image: nginx:1.30
      resources:
        limits:
          cpu: 500m
          memory: 1Gi
`),
  podLevel: pod(`  resources:
    requests:
      cpu: "1"
      memory: 1Gi
    limits:
      cpu: "2"
      memory: 1Gi
  containers:
    - name: app
      image: nginx:1.30
    - name: log
      image: busybox:1.37
      resources:
        requests:
          cpu: 100m
          memory: 64Mi
`),
} as const satisfies Readonly<Record<string, string>>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];
