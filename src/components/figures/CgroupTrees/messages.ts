import { defineMessages } from '../../../i18n/messages';

export const cgroupTreesMessages = defineMessages({
  ko: {
    title: 'cgroup v1의 숲과 v2의 나무 하나',
    point: 'v1에서는 같은 프로세스가 컨트롤러마다 다른 나무에 매달립니다. v2에서는 자리 하나에 모든 제한이 모입니다.',
    caveat: '경로는 systemd 드라이버를 쓰는 노드의 Burstable 파드이고 중간 단계를 줄였습니다. v1은 1.31부터 유지 보수 상태이며, 1.35부터 kubelet은 v1 노드에서 시작하지 않습니다(failCgroupV1: false로만 허용).',
    v1: 'cgroup v1: 컨트롤러마다 나무 하나',
    v2: 'cgroup v2: 나무 하나',
    process: (pid: number) => `프로세스 ${pid}`,
    same: '세 나무에 같은 프로세스',
    once: '한 자리에 한 번',
    meaning: {
      cpu: '상한, 가중치',
      memory: '상한, 억제, 보호, 함께 종료',
      io: '디스크 속도',
      pids: '프로세스 수',
      psi: '얼마나 기다렸는지(PSI)',
    },
  },
  en: {
    title: 'A forest in cgroup v1, one tree in v2',
    point: 'In v1 the same process hangs in a different tree for each controller. In v2 all limits meet in one place.',
    caveat: 'Paths are those of a Burstable Pod on a node with the systemd driver, with middle steps shortened. v1 has been in maintenance since 1.31; since 1.35 the kubelet refuses to start on a v1 node unless failCgroupV1: false.',
    v1: 'cgroup v1: one tree per controller',
    v2: 'cgroup v2: one tree',
    process: (pid: number) => `process ${pid}`,
    same: 'the same process in three trees',
    once: 'once, in one place',
    meaning: {
      cpu: 'ceiling, weight',
      memory: 'ceiling, throttle, protection, die together',
      io: 'disk rate',
      pids: 'number of processes',
      psi: 'how long tasks waited (PSI)',
    },
  },
});
