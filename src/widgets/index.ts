/** Every widget that pages may use; each loads its code only when the reader comes near it. */
import { island } from '@site/src/islands/island';
import { CONFIG_DEFAULT } from '@site/src/simulation/scenarios/living/config/options';
import { PROBE_PRESETS, SHUTDOWN_START } from '@site/src/simulation/scenarios/living/probes/options';
import { ROLLOUT_DEFAULT } from '@site/src/simulation/scenarios/living/rollout/options';
import { WORKLOADS_DEFAULT } from '@site/src/simulation/scenarios/living/workloads/disturbances';
import { STORAGE_DEFAULT } from '@site/src/simulation/scenarios/living/storage/options';
import { GITOPS_DEFAULT } from '@site/src/simulation/scenarios/living/gitops/options';
import { withCluster } from './living/prepare';

export const HomeCluster = island({
  name: 'home-cluster',
  load: () => import('./HomeCluster/HomeCluster'),
});

export const ContainerVsVm = island({
  name: 'container-vs-vm',
  load: () => import('./ContainerVsVm/ContainerVsVm'),
});

export const DistributionChooser = island({
  name: 'distribution-chooser',
  load: () => import('./DistributionChooser/DistributionChooser'),
});

export const DistributionTable = island({
  name: 'distribution-table',
  load: () => import('./DistributionTable/DistributionTable'),
});

export const CgroupLab = island({
  name: 'cgroup-lab',
  load: () => import('./CgroupLab/CgroupLab'),
});

export const SchedulerLab = island({
  name: 'scheduler-lab',
  load: () => import('./SchedulerLab/SchedulerLab'),
});

export const CostCalculator = island({
  name: 'cost-calculator',
  load: () => import('./CostCalculator/CostCalculator'),
});

export const RoutePlanner = island({
  name: 'route-planner',
  load: () => import('./RoutePlanner/RoutePlanner'),
});

export const PodsPerNode = island({
  name: 'pods-per-node',
  load: () => import('./PodsPerNode/PodsPerNode'),
});

export const FieldFate = island({
  name: 'field-fate',
  load: () => import('./FieldFate/FieldFate'),
});

export const FieldOwners = island({
  name: 'field-owners',
  load: () => import('./FieldOwners/FieldOwners'),
});

export const CommandBuilder = island({
  name: 'command-builder',
  load: () => import('./CommandBuilder/CommandBuilder'),
});

export const GlossaryCards = island({
  name: 'glossary-cards',
  load: () => import('./GlossaryCards/GlossaryCards'),
});

export const RestartLadder = island({
  name: 'restart-ladder',
  load: () => import('./RestartLadder/RestartLadder'),
});

export const EtcdQuorum = island({
  name: 'etcd-quorum',
  load: () => import('./EtcdQuorum/EtcdQuorum'),
});

export const EdgeAndLevel = island({
  name: 'edge-and-level',
  load: () => import('./EdgeAndLevel/EdgeAndLevel'),
});

export const RolloutBounds = island({
  name: 'rollout-bounds',
  load: () => import('./RolloutBounds/RolloutBounds'),
});

export const SelectorMatch = island({
  name: 'selector-match',
  load: () => import('./SelectorMatch/SelectorMatch'),
});

export const CronRuns = island({
  name: 'cron-runs',
  load: () => import('./CronRuns/CronRuns'),
});

export const DnsLadder = island({
  name: 'dns-ladder',
  load: () => import('./DnsLadder/DnsLadder'),
});

export const ConfigPropagation = island({
  name: 'config-propagation',
  load: () => import('./ConfigPropagation/ConfigPropagation'),
});


export const ClaimMatch = island({
  name: 'claim-match',
  load: () => import('./ClaimMatch/ClaimMatch'),
});

export const QuotaCharges = island({
  name: 'quota-charges',
  load: () => import('./QuotaCharges/QuotaCharges'),
});

export const QuotaLab = island({
  name: 'quota-lab',
  load: () => import('./QuotaLab/QuotaLab'),
});

export const UpgradeLab = island({
  name: 'upgrade-lab',
  load: () => import('./UpgradeLab/UpgradeLab'),
});

export const VersionLadder = island({
  name: 'version-ladder',
  load: () => import('./VersionLadder/VersionLadder'),
});

export const PolicyMatrix = island({
  name: 'policy-matrix',
  load: () => import('./PolicyMatrix/PolicyMatrix'),
});

export const RouterLab = island({
  name: 'router-lab',
  load: () => import('./RouterLab/RouterLab'),
});

export const PathMatch = island({
  name: 'path-match',
  load: () => import('./PathMatch/PathMatch'),
});

export const CanI = island({
  name: 'can-i',
  load: () => import('./CanI/CanI'),
});

export const PodLevels = island({
  name: 'pod-levels',
  load: () => import('./PodLevels/PodLevels'),
});

export const FirstLook = island({
  name: 'first-look',
  load: () => import('./FirstLook/FirstLook'),
});

export const HpaFormula = island({
  name: 'hpa-formula',
  load: () => import('./HpaFormula/HpaFormula'),
});

export const SchemaFate = island({
  name: 'schema-fate',
  load: () => import('./SchemaFate/SchemaFate'),
});

export const ArgoDecide = island({
  name: 'argo-decide',
  load: () => import('./ArgoDecide/ArgoDecide'),
});

export const ExamTime = island({
  name: 'exam-time',
  load: () => import('./ExamTime/ExamTime'),
});

export const HelmValues = island({
  name: 'helm-values',
  load: () => import('./HelmValues/HelmValues'),
});

export const AdmissionPipeline = island({
  name: 'admission-pipeline',
  load: () => import('./AdmissionPipeline/AdmissionPipeline'),
});

export const WebhookOutcome = island({
  name: 'webhook-outcome',
  load: () => import('./WebhookOutcome/WebhookOutcome'),
});

export const HpaLab = island({
  name: 'hpa-lab',
  load: () => import('./HpaLab/HpaLab'),
});

export const RightSizer = island({
  name: 'right-sizer',
  load: () => import('./RightSizer/RightSizer'),
});

export const RbacExplorer = island({
  name: 'rbac-explorer',
  load: () => import('./RbacExplorer/RbacExplorer'),
});

export const PolicyTester = island({
  name: 'policy-tester',
  load: () => import('./PolicyTester/PolicyTester'),
});

export const ServiceLab = island({
  name: 'service-lab',
  load: () => import('./ServiceLab/ServiceLab'),
});

export const ThrottledRequest = island({
  name: 'throttled-request',
  load: () => import('./ThrottledRequest/ThrottledRequest'),
});

export const PodFiles = island({
  name: 'pod-files',
  load: () => import('./PodFiles/PodFiles'),
});

export const EvictionOrder = island({
  name: 'eviction-order',
  load: () => import('./EvictionOrder/EvictionOrder'),
});

export const NodeAutoscale = island({
  name: 'node-autoscale',
  load: () => import('./NodeAutoscale/NodeAutoscale'),
});

export const ResizeLive = island({
  name: 'resize-live',
  load: () => import('./ResizeLive/ResizeLive'),
});

export const SecurityChecker = island({
  name: 'security-checker',
  load: () => import('./SecurityChecker/SecurityChecker'),
});

export const SelectorLab = island({
  name: 'selector-lab',
  load: () => import('./SelectorLab/SelectorLab'),
});

export const ManifestCheck = island({
  name: 'manifest-check',
  load: () => import('./ManifestCheck/ManifestCheck'),
});

export const StopComponent = island({
  name: 'stop-component',
  load: () => withCluster(() => import('./StopComponent/StopComponent'), { scene: 'stop-component', options: null }),
});

export const RequestJourney = island({
  name: 'request-journey',
  load: () => withCluster(() => import('./RequestJourney/RequestJourney'), { scene: 'request-journey', options: null }),
});

export const RolloutLab = island({
  name: 'rollout-lab',
  load: () => withCluster(() => import('./RolloutLab/RolloutLab'), { scene: 'rollout', options: ROLLOUT_DEFAULT }),
});

export const ConfigLab = island({
  name: 'config-lab',
  load: () => withCluster(() => import('./ConfigLab/ConfigLab'), { scene: 'config', options: CONFIG_DEFAULT }),
});

export const StorageLab = island({
  name: 'storage-lab',
  load: () => withCluster(() => import('./StorageLab/StorageLab'), { scene: 'storage', options: STORAGE_DEFAULT }),
});

export const SecretReaders = island({
  name: 'secret-readers',
  load: () => withCluster(() => import('./SecretReaders/SecretReaders'), { scene: 'secret-readers', options: null }),
});

export const ProbeLab = island({
  name: 'probe-lab',
  load: () => withCluster(() => import('./ProbeLab/ProbeLab'), { scene: 'probes', options: PROBE_PRESETS.java }),
});

/** ProbeLab, begun in its tab of a Pod's end. */
export const ShutdownLab = island({
  name: 'shutdown-lab',
  load: () => withCluster(() => import('./ShutdownLab/ShutdownLab'), { scene: 'probes', options: SHUTDOWN_START }),
});

export const ReconcileLoop = island({
  name: 'reconcile-loop',
  load: () => withCluster(() => import('./ReconcileLoop/ReconcileLoop'), { scene: 'reconcile-loop', options: null }),
});

export const OperatorLab = island({
  name: 'operator-lab',
  load: () => withCluster(() => import('./OperatorLab/OperatorLab'), { scene: 'operator', options: null }),
});

export const Lab = island({
  name: 'lab',
  load: () => import('./Lab/Lab'),
});

export const MockExam = island({
  name: 'mock-exam',
  load: () => import('./MockExam/MockExam'),
});

export const IncidentLab = island({
  name: 'incident-lab',
  load: () => import('./IncidentLab/IncidentLab'),
});

export const Playground = island({
  name: 'playground',
  load: () => import('./Playground/Playground'),
});

export const WorkloadControllers = island({
  name: 'workload-controllers',
  load: () => withCluster(() => import('./WorkloadControllers/WorkloadControllers'), { scene: 'workloads', options: WORKLOADS_DEFAULT }),
});

export const PackageLab = island({
  name: 'package-lab',
  load: () => import('./PackageLab/PackageLab'),
});

export const GitOpsLab = island({
  name: 'gitops-lab',
  load: () => withCluster(() => import('./GitOpsLab/GitOpsLab'), { scene: 'gitops', options: GITOPS_DEFAULT }),
});
