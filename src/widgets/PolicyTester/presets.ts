import { ENDS, type End, type EndName } from './network';

export interface Start {
  readonly yaml: string;
  readonly from: EndName;
  readonly to: EndName;
  /** A challenge: which connections pass (each at the port where the receiver listens), and a text that reaches it. */
  readonly goal?: { readonly passes: (from: End, to: End) => boolean; readonly solution: string };
}

const policy = (name: string, spec: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: shop
spec:
${spec}`;

const text = (...documents: string[]): string => documents.join('---\n');

const DENY = policy('default-deny', `  podSelector: {}
  policyTypes: [Ingress, Egress]
`);

const API_FROM_WEB = policy('api-from-web', `  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress]
  ingress:
  - from:
    - podSelector: {matchLabels: {app: web}}
    ports:
    - {protocol: TCP, port: 8000}
`);

const ingress = (name: string, app: string, from: string): string => policy(name, `  podSelector: {matchLabels: {app: ${app}}}
  ingress:
  - from:
${from}
`);

const TIERS = ['gateway>web', 'web>api', 'api>db', 'web>dns', 'api>dns', 'db>dns'];

const outside = ({ namespace }: End): boolean => namespace !== 'shop';

export const PRESETS = {
  explore: { yaml: text(DENY, API_FROM_WEB), from: 'web', to: 'api' },
  tiers: {
    yaml: DENY, from: 'web', to: 'dns',
    goal: {
      passes: (from, to) => (outside(from) && outside(to)) || TIERS.includes(`${from.name}>${to.name}`),
      solution: text(
        DENY,
        policy('inside-and-dns', `  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to:
    - podSelector: {}
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
      podSelector: {matchLabels: {k8s-app: kube-dns}}
`),
        ingress('web-from-gateway', 'web', '    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: gateway}}'),
        ingress('api-from-web', 'api', '    - podSelector: {matchLabels: {app: web}}'),
        ingress('db-from-api', 'db', '    - podSelector: {matchLabels: {app: api}}'),
      ),
    },
  },
  both: {
    yaml: ingress('api-from-web-anywhere', 'api', `    - namespaceSelector: {}
    - podSelector: {matchLabels: {app: web}}`),
    from: 'gateway', to: 'api',
    goal: {
      passes: (from, to) => to.name !== 'api' || from.name === 'web' || from.name === 'guest',
      solution: ingress('api-from-web-anywhere', 'api', `    - namespaceSelector: {}
      podSelector: {matchLabels: {app: web}}`),
    },
  },
} as const satisfies Record<string, Start>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];

/** For each pair of a challenge whether it passes. */
export const goalOf = (preset: Preset): boolean[][] | undefined => {
  const { goal }: Start = PRESETS[preset];
  return goal && ENDS.map((from) => ENDS.map((to) => from === to || goal.passes(from, to)));
};
