import { defineMessages } from '../../../i18n/messages';

export const driverNestingMessages = defineMessages({
  ko: {
    title: 'minikube 드라이버마다 다른 겹',
    point: '가상 머신이 늘 생기지는 않습니다. 드라이버가 노드를 컨테이너로 만들지, 가상 머신으로 만들지, 호스트 자체로 쓸지를 정합니다.',
    caveat: 'ssh 드라이버는 이미 있는 다른 리눅스 서버를 노드로 씁니다. macOS와 Windows의 Docker와 Podman은 이 컴퓨터의 리눅스 가상 머신 안에서 돕니다.',
    host: { linux: '리눅스 호스트', mac: 'macOS·Windows 호스트', any: '호스트' },
    hostKernel: '호스트의 리눅스 커널',
    vm: '리눅스 가상 머신',
    vmKernel: '가상 머신의 커널',
    nodeContainer: '노드 = 컨테이너',
    nodeVm: '노드 = 가상 머신',
    nodeHost: '노드 = 호스트 자신',
    pods: '파드',
    drivers: {
      dockerLinux: { name: 'docker · podman', where: '리눅스에서: 가상 머신 없음' },
      dockerDesktop: { name: 'docker · podman', where: 'macOS·Windows에서: 겹이 하나 더' },
      vm: { name: 'kvm2 · vfkit · hyperv · virtualbox · qemu', where: '노드마다 가상 머신 하나' },
      none: { name: 'none', where: '리눅스에서만: 격리 없이 호스트에 설치' },
    },
  },
  en: {
    title: 'minikube: each driver nests differently',
    point: 'There is not always a virtual machine. The driver decides whether the node is a container, a virtual machine, or the host itself.',
    caveat: 'The ssh driver uses another Linux server that already exists. On macOS and Windows, Docker and Podman run inside a Linux virtual machine of this computer.',
    host: { linux: 'Linux host', mac: 'macOS or Windows host', any: 'Host' },
    hostKernel: 'The host’s Linux kernel',
    vm: 'Linux virtual machine',
    vmKernel: 'The virtual machine’s kernel',
    nodeContainer: 'Node = a container',
    nodeVm: 'Node = a virtual machine',
    nodeHost: 'Node = the host itself',
    pods: 'Pods',
    drivers: {
      dockerLinux: { name: 'docker · podman', where: 'On Linux: no virtual machine' },
      dockerDesktop: { name: 'docker · podman', where: 'On macOS or Windows: one more layer' },
      vm: { name: 'kvm2 · vfkit · hyperv · virtualbox · qemu', where: 'One virtual machine per node' },
      none: { name: 'none', where: 'Linux only: installed on the host, no isolation' },
    },
  },
});
