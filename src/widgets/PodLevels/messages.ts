import { defineMessages } from '@site/src/i18n/messages';

export const messages = defineMessages({
  ko: {
    title: '이 파드는 어느 수준을 통과할까요?',
    tryFirst: '앞의 네 필드를 하나씩 켜며 `restricted`가 무엇을 더 요구하는지 보세요. 그다음 `runAsUser: 0`을 켜 보세요.',
    fields: '파드에 적은 필드',
    levels: '세 수준의 판정',
    passes: '통과',
    refused: (count: number) => `${count}가지로 거절`,
    all: '세 수준을 모두 통과합니다.',
    only: (level: string, mayBeRoot: boolean) => `${level}까지만 통과합니다.${mayBeRoot ? ' 컨테이너는 여전히 root일 수 있습니다.' : ''}`,
    none: '아무 제한도 없는 privileged에서만 통과합니다.',
    clash: '세 수준을 모두 통과해도 시작하지는 못합니다. runAsNonRoot: true와 runAsUser: 0이 함께 있으면 kubelet이 컨테이너를 만들지 않습니다.',
    rootAllowed: '세 수준을 모두 통과하고도 컨테이너 안에서는 root입니다. hostUsers: false이면 그 root가 노드의 root가 아니므로 1.35부터 허용됩니다.',
    simplifies: '판정과 문장은 pod-security-admission의 1.36 검사를 따르고 기록된 사례와 같습니다. 컨테이너가 하나인 파드만 다루고, API 서버의 다른 검증과 kubelet의 일은 빠져 있습니다.',
  },
  en: {
    title: 'Which level does this Pod pass?',
    tryFirst: 'turn on the first four fields one by one and see what `restricted` still wants. Then turn on `runAsUser: 0`.',
    fields: 'Fields set on the Pod',
    levels: 'What the three levels say',
    passes: 'passes',
    refused: (count: number) => `refused: ${count}`,
    all: 'It passes all three levels.',
    only: (level: string, mayBeRoot: boolean) => `It passes up to ${level}.${mayBeRoot ? ' Its container may still be root.' : ''}`,
    none: 'It passes only privileged, which forbids nothing.',
    clash: 'It passes all three levels and will still not start: with runAsNonRoot: true and runAsUser: 0 together the kubelet does not create the container.',
    rootAllowed: 'It passes all three levels and is root inside. With hostUsers: false that root is not the node’s root, so it is allowed since 1.35.',
    simplifies: 'Verdicts and sentences are those of pod-security-admission’s checks for 1.36, the same as recorded. The Pod has one container; other validation by the API server and the work of the kubelet are left out.',
  },
});
