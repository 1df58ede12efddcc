/** Pods to send, and policies to begin with. */
export const PODS = {
  web: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: app
spec:
  containers:
  - name: app
    image: nginx:1.30
`,
  latest: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: app
spec:
  containers:
  - name: app
    image: nginx:latest
`,
  own: `apiVersion: v1
kind: Pod
metadata:
  name: hooks
  namespace: hooks
spec:
  containers:
  - name: hooks
    image: registry.k8s.example/hooks:1.0
`,
  system: `apiVersion: v1
kind: Pod
metadata:
  name: coredns
  namespace: kube-system
spec:
  containers:
  - name: coredns
    image: registry.k8s.io/coredns/coredns:v1.13.1
`,
} as const;
export type PodPreset = keyof typeof PODS;
export const POD_PRESETS = Object.keys(PODS) as PodPreset[];

/** A policy that only warns: its value and cost are seen, and nothing is refused yet. */
export const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: no-latest
spec:
  matchConstraints:
    resourceRules:
    - apiGroups: [""]
      apiVersions: [v1]
      operations: [CREATE, UPDATE]
      resources: [pods]
  validations:
  - expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"
    message: every image needs a tag other than latest
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: no-latest
spec:
  policyName: no-latest
  validationActions: [Warn]
`;
