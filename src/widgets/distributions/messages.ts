import { defineMessages } from '@site/src/i18n/messages';

/** Words that the three widgets of the distribution guide share. */
export const distributionMessages = defineMessages({
  ko: {
    kinds: { local: '로컬 도구', distribution: '배포판', builder: '구축 도구', manager: '관리 플랫폼', cloud: '클라우드 서비스' },
    columns: {
      nodes: '노드를 만드는 방법',
      datastore: '데이터스토어',
      cni: 'CNI',
      runtime: '컨테이너 런타임',
      certificates: '인증서',
      ha: '고가용성',
      upgrade: '업그레이드',
      resources: '최소 자원',
      licence: '라이선스',
      price: '컨트롤 플레인 요금',
      offline: '오프라인 설치',
    },
  },
  en: {
    kinds: { local: 'local tool', distribution: 'distribution', builder: 'builder', manager: 'management platform', cloud: 'cloud service' },
    columns: {
      nodes: 'How nodes are made',
      datastore: 'Datastore',
      cni: 'CNI',
      runtime: 'Container runtime',
      certificates: 'Certificates',
      ha: 'High availability',
      upgrade: 'Upgrade',
      resources: 'Minimum resources',
      licence: 'Licence',
      price: 'Control-plane price',
      offline: 'Offline installation',
    },
  },
});
