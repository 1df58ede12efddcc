/**
 * What the chooser knows of each candidate. Memory figures and what is documented for air-gapped networks come from the records
 * in `data.ts`; the grades are our judgement and are shown to the reader as reasons, never as facts.
 */
export interface Profile {
  id: string;
  /** Where its nodes live. */
  place: 'laptop' | 'own' | 'cloud';
  /** May serve production by its makers' own description. */
  production: boolean;
  /** `real`: control planes on separate machines. `practice`: all on one computer. */
  ha: 'real' | 'practice' | 'none';
  /** Air-gapped installation: documented, or impossible because the control plane is the provider's. Missing: no source found. */
  offline?: 'documented' | 'impossible';
  /** Smallest documented control-plane machine in GB; missing where none is documented. */
  serverGB?: number;
  /** Smallest documented worker in GB. */
  agentGB?: number;
  /** What is left to your team: 0 hardly anything, 1 the nodes, 2 a packaged control plane, 3 every part. */
  work: 0 | 1 | 2 | 3;
  /** 2: hardening profile or compliance documentation comes with it; 1: every part can be chosen and proven; 0: neither claimed here. */
  audit: 0 | 1 | 2;
  /** Vendor support for money: part of the product, available, or none. */
  support: 'included' | 'available' | 'none';
  /** Can't be used without paying. */
  paid?: 'subscription' | 'usage';
  /** Run by a Korean provider. */
  domestic?: boolean;
  /** The provider lives on cloud VMs although you own the control plane. */
  needsCloud?: boolean;
  /** Most machines it is meant for. */
  upTo: 'one-machine' | 'tens' | 'hundreds';
  /** 0–3: how much of the way a beginner is led. */
  lesson: number;
  /** 0–3: how fast it comes up and goes away in a pipeline. */
  ci: number;
  /** 0–3: how much of the machinery lies open to someone who wants to understand it. */
  open: number;
}

const local = { place: 'laptop', production: false, ha: 'practice', work: 2, audit: 0, support: 'none', upTo: 'one-machine' } as const;
const distribution = { place: 'own', production: true, ha: 'real', offline: 'documented', work: 2, audit: 0, support: 'available', upTo: 'hundreds', lesson: 1, ci: 1, open: 1 } as const;
const builder = { place: 'own', production: true, ha: 'real', offline: 'documented', work: 3, audit: 1, support: 'none', upTo: 'hundreds', lesson: 0, ci: 0, open: 2 } as const;
const cloud = { place: 'cloud', production: true, ha: 'real', offline: 'impossible', work: 1, audit: 1, support: 'included', paid: 'usage', upTo: 'hundreds', lesson: 1, ci: 0, open: 0 } as const;

/** In the order in which equals are listed. */
export const PROFILES: readonly Profile[] = [
  { ...local, id: 'minikube', serverGB: 2, offline: 'documented', lesson: 3, ci: 2, open: 2 },
  { ...local, id: 'kind', offline: 'documented', lesson: 2, ci: 3, open: 2 },
  { ...local, id: 'k3d', serverGB: 4, lesson: 2, ci: 3, open: 1 },
  { ...local, id: 'docker-desktop', ha: 'none', support: 'available', lesson: 2, ci: 0, open: 0 },
  { ...distribution, id: 'k3s', serverGB: 2, agentGB: 0.5, ci: 2 },
  { ...distribution, id: 'k0s', serverGB: 1, agentGB: 0.5 },
  { ...distribution, id: 'microk8s', offline: undefined, upTo: 'tens' },
  { ...distribution, id: 'openshift', serverGB: 16, agentGB: 8, audit: 2, support: 'included', paid: 'subscription', lesson: 0, ci: 0, open: 0 },
  { ...distribution, id: 'rke2', serverGB: 4, agentGB: 4, audit: 2, lesson: 0 },
  { ...distribution, id: 'talos', serverGB: 2, agentGB: 1, audit: 1, lesson: 0 },
  { ...distribution, id: 'okd', serverGB: 16, agentGB: 8, support: 'none', lesson: 0, ci: 0 },
  { ...builder, id: 'kubeadm', serverGB: 2, agentGB: 2, open: 3 },
  { ...builder, id: 'kubespray', serverGB: 2, agentGB: 1 },
  { ...builder, id: 'cluster-api', offline: undefined },
  { ...builder, id: 'kops', offline: undefined, needsCloud: true },
  { ...cloud, id: 'gke-autopilot', work: 0 },
  { ...cloud, id: 'eks-auto', work: 0 },
  { ...cloud, id: 'aks' },
  { ...cloud, id: 'gke-standard' },
  { ...cloud, id: 'eks' },
  { ...cloud, id: 'kakaocloud', domestic: true },
  { ...cloud, id: 'nhn', domestic: true },
  { ...cloud, id: 'scp', domestic: true },
];
