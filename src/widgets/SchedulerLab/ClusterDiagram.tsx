import { useState } from 'react';
import { LiveDiagram } from '@site/src/components/LiveDiagram';
import { defineMessages, useMessages } from '@site/src/i18n/messages';
import { More } from '../parts';
import { architecture } from './architecture';
import { type StageView } from './view';

const diagramMessages = defineMessages({
  ko: {
    show: '이 클러스터를 구성도로',
    label: '영역별 노드와 그 위의 파드',
    words: { zone: (name: string) => `영역 ${name}`, noZone: '영역 레이블 없음', empty: '파드 없음', pending: '자리를 찾지 못한 파드', more: (n: number) => `그 밖에 ${n}개`, moreNodes: (n: number) => `그 밖에 노드 ${n}대` },
  },
  en: {
    show: 'This cluster as a diagram',
    label: 'The nodes of each zone and the Pods on them',
    words: { zone: (name: string) => `zone ${name}`, noZone: 'no zone label', empty: 'no Pods', pending: 'Pods without a place', more: (n: number) => `${n} more`, moreNodes: (n: number) => `${n} more nodes` },
  },
});

/** The reader's own cluster, drawn when asked for, to take along as text or picture. */
export function ClusterDiagram({ view }: { view: StageView }) {
  const text = useMessages(diagramMessages);
  const [open, setOpen] = useState(false);
  return (
    <More label={text.show} onToggle={setOpen}>
      {open && <LiveDiagram label={text.label} source={architecture(view, text.words, window.innerWidth < 600)} file="cluster" />}
    </More>
  );
}
