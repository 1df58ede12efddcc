import { defineMessages } from '@site/src/i18n/messages';
import type { Component } from '@site/src/simulation/cluster/upgrade/skew';

const names = (ko: boolean): Record<Component, string> => ({
  apiServers: ko ? 'API 서버 2대' : 'two API servers',
  controllers: ko ? '컨트롤러 매니저, 스케줄러' : 'controller manager, scheduler',
  kubelet: 'kubelet',
  kubectl: 'kubectl',
});

export const messages = defineMessages({
  ko: {
    title: '지금 API 서버부터 1.37로 올려도 될까요?',
    tryFirst: 'API 서버를 한 단계 올려 보고, 처음으로 되돌린 뒤 다음 단계를 눌러 끝까지 가 보세요.',
    names: names(true),
    up: (name: string) => `${name} 한 단계 올리기`,
    next: '맞는 다음 단계 하나',
    allowed: (from: string, to: string) => (from === to ? `허용 ${from}만` : `허용 ${from}–${to}`),
    nothing: '허용되는 버전 없음',
    verdicts: { supported: '지원됨', 'too-old': '너무 낮음', 'too-new': '너무 높음' },
    done: '모두 1.37입니다. 컨트롤 플레인은 마이너를 하나도 건너뛰지 않았습니다.',
    heldBack: (name: string) => `지금은 모두 지원되지만 API 서버를 올리면 ${name} 버전이 범위를 벗어납니다. 그래서 ${name}부터 올립니다.`,
    order: (name: string, to: string) => `모두 지원됩니다. 다음은 ${name}, ${to}입니다.`,
    broken: (name: string) => `지원되지 않는 조합입니다: ${name}. 되돌리거나 그쪽을 먼저 맞춰야 합니다.`,
    noNext: '지원되지 않는 조합에서는 정해진 다음 단계가 없습니다.',
    finished: '더 올릴 것이 없습니다.',
    top: '이미 1.37입니다.',
    simplifies: '마이너 버전만 봅니다. kube-proxy(API 서버보다 높지 않고 세 마이너까지 낮음), 패치 버전, 애드온, etcd, API 제거는 다루지 않습니다. kubelet은 모두 같은 버전이라고 봅니다. 범위는 버전 차이 정책에서 왔습니다.',
  },
  en: {
    title: 'May the API servers go to 1.37 right now?',
    tryFirst: 'raise the API servers by one, then reset and press the next step until the end.',
    names: names(false),
    up: (name: string) => `Raise ${name} by one`,
    next: 'One right step',
    allowed: (from: string, to: string) => (from === to ? `only ${from} allowed` : `${from} to ${to} allowed`),
    nothing: 'no version is allowed',
    verdicts: { supported: 'supported', 'too-old': 'too old', 'too-new': 'too new' },
    done: 'Everything is at 1.37. The control plane left out no minor on its way.',
    heldBack: (name: string) => `All is supported now, yet the next API server would push ${name} out of its range. So ${name} goes first.`,
    order: (name: string, to: string) => `All is supported. Next: ${name}, to ${to}.`,
    broken: (name: string) => `This combination is not supported: ${name}. Go back, or bring that one into its range first.`,
    noNext: 'From an unsupported combination there is no prescribed next step.',
    finished: 'Nothing is left to raise.',
    top: 'It is at 1.37 already.',
    simplifies: 'Only minor versions count here. kube-proxy (never newer than the API server, up to three minors older), patch versions, add-ons, etcd and removed APIs are left out, and all kubelets have one version. The ranges are those of the version skew policy.',
  },
});
