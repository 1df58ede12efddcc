/** Every widget that pages may use; each loads its code only when the reader comes near it. */
import { island } from '@site/src/islands/island';

export const HomeCluster = island({
  id: 'home-cluster',
  heights: { phone: 900, tablet: 720, desktop: 700 },
  load: () => import('./HomeCluster/HomeCluster'),
});

export const ContainerVsVm = island({
  id: 'container-vs-vm',
  heights: { phone: 2000, tablet: 1450, desktop: 1150 },
  load: () => import('./ContainerVsVm/ContainerVsVm'),
});

export const DistributionChooser = island({
  id: 'distribution-chooser',
  heights: { phone: 2280, tablet: 1550, desktop: 1300 },
  load: () => import('./DistributionChooser/DistributionChooser'),
});

export const DistributionTable = island({
  id: 'distribution-table',
  heights: { phone: 1325, tablet: 985, desktop: 985 },
  load: () => import('./DistributionTable/DistributionTable'),
});

export const CgroupLab = island({
  id: 'cgroup-lab',
  heights: { phone: 2690, tablet: 1690, desktop: 1620 },
  load: () => import('./CgroupLab/CgroupLab'),
});

export const SchedulerLab = island({
  id: 'scheduler-lab',
  heights: { phone: 3950, tablet: 3050, desktop: 1900 },
  load: () => import('./SchedulerLab/SchedulerLab'),
});

export const CostCalculator = island({
  id: 'cost-calculator',
  heights: { phone: 2950, tablet: 2370, desktop: 1500 },
  load: () => import('./CostCalculator/CostCalculator'),
});

export const RoutePlanner = island({
  id: 'route-planner',
  heights: { phone: 2880, tablet: 1880, desktop: 1470 },
  load: () => import('./RoutePlanner/RoutePlanner'),
});

export const PodsPerNode = island({
  id: 'pods-per-node',
  heights: { phone: 2620, tablet: 1600, desktop: 1420 },
  load: () => import('./PodsPerNode/PodsPerNode'),
});

export const GlossaryCards = island({
  id: 'glossary-cards',
  heights: { phone: 1340, tablet: 1050, desktop: 1060 },
  load: () => import('./GlossaryCards/GlossaryCards'),
});

export const EtcdQuorum = island({
  id: 'etcd-quorum',
  heights: { phone: 900, tablet: 620, desktop: 560 },
  load: () => import('./EtcdQuorum/EtcdQuorum'),
});
