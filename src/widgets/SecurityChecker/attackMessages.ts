import { defineMessages } from '@site/src/i18n/messages';
import type { Attempt, Finding } from '@site/src/simulation/policy/pod-security';

type Reasons = Readonly<Record<Finding['reason'], (capability: string) => string>>;

export const attackMessages = defineMessages({
  ko: {
    container: (name: string) => `컨테이너 ${name}에서 코드를 실행하게 된 사람이 할 수 있는 일`,
    attempts: {
      hostFile: '노드의 /etc/shadow 읽기', loadModule: '노드의 커널에 모듈 넣기', nodeClock: '노드의 시계 바꾸기', rawPackets: '보낸 이를 꾸민 패킷 보내기', bindPort: '80번 포트 열기', becomeRoot: '컨테이너의 root 되기', dropTool: '/tmp에 도구를 내려놓고 실행하기',
    } satisfies Record<Attempt, string>,
    outcomes: { possible: '됨', indirect: 'setuid를 거치면 됨', impossible: '안 됨' } satisfies Record<Finding['outcome'], string>,
    reasons: {
      mounted: () => '노드의 폴더가 마운트되어 있고, UID 0은 그 파일의 주인입니다.',
      mountedMapped: () => '유저 네임스페이스가 있어도 볼륨의 ID는 함께 옮겨집니다. 마운트한 노드의 root 파일은 컨테이너에서도 root의 것입니다.',
      devices: () => 'privileged 컨테이너에는 노드의 디스크 장치가 있고, 마운트할 수 있습니다.',
      notMounted: () => '노드의 파일은 컨테이너의 파일 시스템에 없습니다.',
      notOwner: () => '마운트되어 있어도 주인이 아니고, root가 될 길도 없습니다.',
      capability: (capability) => `UID 0이고 ${capability}가 있습니다.`,
      noCapability: (capability) => `${capability}가 없습니다. root여도 마찬가지입니다.`,
      otherNamespace: (capability) => `${capability}는 파드의 유저 네임스페이스 안에서만 통합니다. 노드의 것에는 노드의 캐퍼빌리티가 필요합니다.`,
      throughSetuid: () => 'root가 아니어서 지금은 가진 것이 없지만, setuid 프로그램 하나로 root가 되면 됩니다.',
      notRoot: (capability) => `더해도 root가 아닌 프로세스는 ${capability}를 받지 못합니다(ambient가 없음).`,
      unprivilegedPorts: () => '이 파드의 네트워크에서는 누구나 80번을 열 수 있습니다(net.ipv4.ip_unprivileged_port_start).',
      isRoot: () => '이미 UID 0입니다.',
      setuid: () => 'su나 mount처럼 setuid 비트가 있는 프로그램이 이미지에 있으면 그대로 root가 됩니다.',
      noNewPrivileges: () => 'no_new_privs가 켜져 있어 setuid 비트와 파일 캐퍼빌리티가 힘을 잃습니다.',
      writable: () => '루트 파일 시스템에 쓸 수 있습니다.',
      readOnly: () => '루트 파일 시스템이 읽기 전용이고 /tmp에 쓸 볼륨이 없습니다.',
      scratch: () => '루트는 읽기 전용이지만 /tmp의 emptyDir에는 쓰고 실행할 수 있습니다.',
    } satisfies Reasons,
    says: (possible: string, indirect: string) => `일곱 가지 가운데 ${possible}가지가 되고, ${indirect}가지는 setuid를 거치면 됩니다. 필드를 고치면 바로 다시 셉니다.`,
    view: '보여 줄 것', views: { checks: '세 수준의 검사', attacks: '공격자가 할 수 있는 일' },
    imageUser: '이미지의 USER', users: { 0: 'root', 1000: '1000' },
    ports: '누구나 여는 포트', starts: { 0: '0부터(containerd 2)', 1024: '1024부터(커널 기본)' },
    simplifies: '이미지에 setuid 프로그램이 있고, 커널과 런타임에 빈틈이 없다고 봅니다. seccomp, AppArmor, SELinux가 더 막는 것과 hostPID, hostIPC로 여는 길은 세지 않습니다. 캐퍼빌리티의 기본은 containerd v2.1.4의 열네 개입니다.',
  },
  en: {
    container: (name: string) => `What somebody can do who runs code in container ${name}`,
    attempts: {
      hostFile: 'Read /etc/shadow of the node', loadModule: 'Load a module into the node’s kernel', nodeClock: 'Set the node’s clock', rawPackets: 'Send packets with a made-up sender', bindPort: 'Listen on port 80', becomeRoot: 'Become root of the container', dropTool: 'Store a tool in /tmp and run it',
    } satisfies Record<Attempt, string>,
    outcomes: { possible: 'yes', indirect: 'yes, by way of setuid', impossible: 'no' } satisfies Record<Finding['outcome'], string>,
    reasons: {
      mounted: () => 'A folder of the node is mounted, and UID 0 owns the file.',
      mountedMapped: () => 'A user namespace does not help: the IDs of volumes are mapped with it, so root’s files on the node are root’s in the container.',
      devices: () => 'A privileged container has the node’s disks as devices and may mount them.',
      notMounted: () => 'The node’s files are not in the container’s file system.',
      notOwner: () => 'It is mounted, but the process is not the owner and has no way to become root.',
      capability: (capability) => `It is UID 0 and has ${capability}.`,
      noCapability: (capability) => `It lacks ${capability}, root or not.`,
      otherNamespace: (capability) => `${capability} counts inside the Pod’s user namespace only; what belongs to the node takes the node’s.`,
      throughSetuid: () => 'It is not root and has nothing now, but one setuid program makes it root.',
      notRoot: (capability) => `Adding it gives a process that is not root no ${capability}: there are no ambient capabilities.`,
      unprivilegedPorts: () => 'In this Pod’s network everybody may listen on 80 (net.ipv4.ip_unprivileged_port_start).',
      isRoot: () => 'It is UID 0 already.',
      setuid: () => 'A program with the setuid bit in the image, such as su or mount, makes it root.',
      noNewPrivileges: () => 'no_new_privs is set: setuid bits and file capabilities have no effect.',
      writable: () => 'The root file system can be written to.',
      readOnly: () => 'The root file system is read-only, and no volume is at /tmp.',
      scratch: () => 'The root is read-only, but the emptyDir at /tmp can be written to and run from.',
    } satisfies Reasons,
    says: (possible: string, indirect: string) => `Of seven attempts ${possible} succeed, and ${indirect} by way of setuid. Change a field, and they are counted again.`,
    view: 'Show', views: { checks: 'the three levels', attacks: 'what an attacker can do' },
    imageUser: 'USER of the image', users: { 0: 'root', 1000: '1000' },
    ports: 'Ports open to everybody', starts: { 0: 'from 0 (containerd 2)', 1024: 'from 1024 (kernel default)' },
    simplifies: 'There are setuid programs in the image, and no holes in kernel and runtime. What seccomp, AppArmor and SELinux forbid besides, and what hostPID and hostIPC open, is not counted. Capabilities begin with the fourteen of containerd v2.1.4.',
  },
});
