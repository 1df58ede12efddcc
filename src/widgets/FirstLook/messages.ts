import { defineMessages } from '@site/src/i18n/messages';

/** The command to begin with, by layer; the same in both languages. */
export const COMMANDS = {
  scheduling: 'kubectl describe pod web',
  node: 'kubectl describe node node-a',
  sandbox: 'kubectl get events --field-selector involvedObject.name=web',
  image: 'kubectl describe pod web',
  configuration: 'kubectl get configmap,secret',
  start: 'kubectl describe pod web',
  application: 'kubectl logs web --previous',
} as const;

export const messages = defineMessages({
  ko: {
    title: '상태 단어 하나로 어느 계층부터 볼까요?',
    tryFirst: '종료 코드를 137로 바꿔 보고, 상태를 RunContainerError로 바꿔 보세요.',
    word: '상태 단어',
    code: '마지막 종료 코드',
    here: '여기부터',
    layers: { scheduling: '배치: 스케줄러', node: '노드: kubelet, 자원', sandbox: '준비: 볼륨, 네트워크', image: '이미지', configuration: '설정: 컨피그맵, 시크릿', start: '시작: 명령, 권한', application: '애플리케이션' },
    command: '첫 명령',
    causes: {
      scheduling: '아직 노드가 없습니다. 이벤트가 있으면 까닭이 적혀 있고, 하나도 없으면 스케줄러가 보지도 않은 것입니다.',
      node: '노드의 자원이 모자라 kubelet이 쫓아냈습니다. 애플리케이션의 로그보다 노드의 조건을 먼저 봅니다.',
      sandbox: '노드는 정해졌고 볼륨을 붙이거나 IP를 받는 중입니다. 까닭은 이벤트에만 있습니다.',
      image: '그 노드의 런타임에 이미지가 없습니다. 내 PC의 Docker는 상관없습니다.',
      configuration: '가리키는 컨피그맵이나 시크릿, 또는 그 키가 없습니다. 만들면 몇 초 안에 스스로 풀립니다.',
      start: '컨테이너가 한 번도 돌지 못했습니다. 로그는 비어 있으니 오류 문장을 읽습니다.',
    },
    exits: {
      finished: '정상으로 끝났습니다. 계속 돌아야 할 프로그램이 끝난 것이 문제입니다.',
      program: '프로그램이 스스로 끝났습니다. 코드의 뜻은 프로그램만 압니다.',
      'not-executable': '셸이 찾았지만 실행할 수 없었습니다. 권한이나 파일 형식을 봅니다.',
      'not-found': '셸이 명령을 찾지 못했습니다. 경로와 오타를 봅니다.',
      'never-started': '시작하지 못했습니다.',
    },
    signal: (number: number, name: string) => `128 + ${number}: ${name}으로 끝났습니다.`,
    doubtful: '메모리 부족으로 죽은 프로세스는 137(SIGKILL)로 끝납니다. OOMKilled라는 말은 런타임이 cgroup의 횟수를 보고 붙이므로, 전에 자식 프로세스가 죽은 흔적일 수 있습니다. 커널 로그로 가립니다.',
    likely: 'OOM일 가능성이 큽니다. 증거는 커널 로그와 memory.events입니다.',
    kill: 'SIGKILL은 OOM만 보내지 않습니다. 종료 유예가 끝나도, 활성 프로브에 실패해도 옵니다.',
    simplifies: '단어와 코드가 가리키는 첫 계층만 보여 줍니다. 실제 원인은 더 아래나 더 위일 수 있습니다. 코드의 뜻은 관례라, 프로그램이 같은 수를 다르게 쓸 수 있습니다.',
  },
  en: {
    title: 'One status word: which layer first?',
    tryFirst: 'set the exit code to 137, then the status to RunContainerError.',
    word: 'Status word',
    code: 'Last exit code',
    here: 'start here',
    layers: { scheduling: 'placement: scheduler', node: 'node: kubelet, resources', sandbox: 'set-up: volumes, network', image: 'image', configuration: 'configuration: ConfigMap, Secret', start: 'start: command, rights', application: 'application' },
    command: 'first command',
    causes: {
      scheduling: 'There is no node yet. An event says why; with no event at all the scheduler has not even looked.',
      node: 'The node ran short and its kubelet evicted the Pod. Look at the node’s conditions before any log of the application.',
      sandbox: 'The node is chosen; volumes are being attached or an IP assigned. Only events say what is wrong.',
      image: 'The runtime on that node does not have the image. Docker on your laptop does not count.',
      configuration: 'A ConfigMap or Secret that is referred to, or its key, is missing. Create it, and within seconds the Pod recovers by itself.',
      start: 'The container never ran. Its log is empty: read the error text.',
    },
    exits: {
      finished: 'It ended well. The trouble is that a program which ought to run on has ended.',
      program: 'The program ended by itself. Only the program knows what the code means.',
      'not-executable': 'A shell found the command but could not execute it. Check rights and file format.',
      'not-found': 'A shell did not find the command. Check path and spelling.',
      'never-started': 'It never started.',
    },
    signal: (number: number, name: string) => `128 + ${number}: ended by ${name}.`,
    doubtful: 'A process killed for memory ends with 137 (SIGKILL). The word OOMKilled comes from the runtime, which reads a counter in the cgroup, so it may be the trace of a child killed earlier. The kernel log decides.',
    likely: 'An OOM kill is likely. The proof is the kernel log and memory.events.',
    kill: 'SIGKILL is not sent by the OOM killer alone: it also comes when the grace period is over or a liveness probe has failed.',
    simplifies: 'This shows only the first layer that word and code point at. The cause may lie deeper or higher. Codes are convention; a program may use the same number for something else.',
  },
});
