import { useState } from 'react';
import { LiveDiagram } from '@site/src/components/LiveDiagram';
import { defineMessages, useMessages } from '@site/src/i18n/messages';
import type { Picture } from '@site/src/simulation/cluster/picture/picture';
import { More } from '../parts';
import { clusterChart } from './clusterChart';
import { livingMessages } from './messages';

const diagramMessages = defineMessages({
  ko: {
    show: '이 클러스터를 구성도로',
    label: (nodes: number, pods: number) => `무엇이 파드를 소유하고 어느 노드에 있는지 그린 구성도. 노드 ${nodes}대, 파드 ${pods}개`,
    moreNodes: (n: number) => `그 밖에 노드 ${n}대`,
    moreOwners: (n: number) => `그 밖에 소유자 ${n}개`,
  },
  en: {
    show: 'This cluster as a diagram',
    label: (nodes: number, pods: number) => `What owns the Pods, and the nodes that they are on: ${nodes} ${nodes === 1 ? 'node' : 'nodes'}, ${pods} ${pods === 1 ? 'Pod' : 'Pods'}`,
    moreNodes: (n: number) => `${n} more ${n === 1 ? 'node' : 'nodes'}`,
    moreOwners: (n: number) => `${n} more ${n === 1 ? 'owner' : 'owners'}`,
  },
});

/** The cluster of the moment as Mermaid, drawn when asked for, to take along as text or picture. */
export function ClusterDiagram({ picture }: { picture: Picture }) {
  const text = useMessages(diagramMessages);
  const words = useMessages(livingMessages);
  const [open, setOpen] = useState(false);
  return (
    <More label={text.show} onToggle={setOpen}>
      {open && <LiveDiagram label={text.label(picture.nodes.length, picture.pods.length)} source={clusterChart(picture, { ...words, ...text }, window.innerWidth < 600)} file="cluster" />}
    </More>
  );
}
