import type { SidebarsConfig } from '@docusaurus/plugin-content-docs';

// A written part joins its stage here; stages and all 26 parts live in src/curriculum/parts.ts.
const sidebars: SidebarsConfig = {
  course: [
    { type: 'category', key: 'foundations', label: '1단계 · 기초', collapsible: false, items: ['why-kubernetes', 'cluster-architecture', 'control-loop', 'kubectl'] },
    { type: 'category', key: 'workloads', label: '2단계 · 워크로드', collapsible: false, items: ['pods', 'labels', 'namespaces', 'deployments', 'workload-controllers'] },
    { type: 'category', key: 'network-and-data', label: '3단계 · 네트워크와 데이터', collapsible: false, items: ['services', 'ingress-and-gateway', 'network-policy', 'configmaps-and-secrets', 'storage'] },
    { type: 'category', key: 'placement', label: '4단계 · 배치와 자원', collapsible: false, items: ['scheduling', 'resources-and-qos'] },
    { type: 'category', key: 'security', label: '5단계 · 보안', collapsible: false, items: ['rbac', 'pod-security', 'admission'] },
    { type: 'category', key: 'operations', label: '6단계 · 운영', collapsible: false, items: ['upgrades-and-backup', 'metrics-and-logging', 'troubleshooting'] },
    { type: 'category', key: 'delivery', label: '7단계 · 배포 자동화와 확장', collapsible: false, items: ['helm-and-kustomize', 'gitops', 'crds-and-operators', 'cka-prep'] },
    { type: 'category', key: 'guides', label: '길잡이', collapsible: false, items: ['guides/choosing-a-distribution', 'guides/learning-roadmap', 'guides/open-questions', 'guides/fidelity', 'glossary'] },
    { type: 'category', key: 'tools', label: '도구', collapsible: false, items: ['playground', 'tools/manifest-check'] },
  ],
};

export default sidebars;
