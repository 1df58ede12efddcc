import { defineMessages } from '../../../i18n/messages';

export const questionMapMessages = defineMessages({
  ko: {
    title: '운영이 묻는 여덟 가지와 답하는 오브젝트',
    point: 'docker run 한 줄에는 없던 질문마다, 쿠버네티스에는 답하는 오브젝트와 그것을 움직이는 주체가 있습니다.',
    question: '질문',
    answer: '답하는 것',
    part: (n: number) => `${n}부`,
    kubelet: 'kubelet의 재시작',
    questions: {
      availability: { name: '가용성', ask: '죽으면 누가 다시 살리나요?' },
      scaling: { name: '확장', ask: '손님이 몰리면 누가 늘리나요?' },
      rollout: { name: '배포', ask: '새 판을 어떻게 끊김 없이 올리나요?' },
      networking: { name: '네트워크', ask: '주소가 바뀌는 상대를 어떻게 찾나요?' },
      storage: { name: '스토리지', ask: '컨테이너가 사라져도 데이터는 남나요?' },
      configuration: { name: '설정', ask: '환경마다 다른 값은 어디에 두나요?' },
      security: { name: '보안', ask: '누가 무엇을 할 수 있고, 누구와 통신하나요?' },
      resources: { name: '자원', ask: '한 앱이 서버를 다 먹으면요?' },
    },
  },
  en: {
    title: 'Eight questions of production, and the objects that answer',
    point: 'For every question that one line of docker run leaves open, Kubernetes has an object that answers and someone who acts on it.',
    question: 'Question',
    answer: 'Answered by',
    part: (n: number) => `Part ${n}`,
    kubelet: 'Restart by the kubelet',
    questions: {
      availability: { name: 'Availability', ask: 'It dies. Who brings it back?' },
      scaling: { name: 'Scaling', ask: 'The crowd comes. Who adds more?' },
      rollout: { name: 'Rollout', ask: 'How does a new version go out without a gap?' },
      networking: { name: 'Networking', ask: 'How do you find a peer whose address changes?' },
      storage: { name: 'Storage', ask: 'The container goes. Does the data stay?' },
      configuration: { name: 'Configuration', ask: 'Where do values live that differ by environment?' },
      security: { name: 'Security', ask: 'Who may do what, and talk to whom?' },
      resources: { name: 'Resources', ask: 'What if one app eats the whole server?' },
    },
  },
});
