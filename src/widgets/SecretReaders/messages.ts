import { defineMessages } from '@site/src/i18n/messages';

export const messages = defineMessages({
  ko: {
    title: '시크릿 db는 누가 읽을 수 있을까요?',
    tryFirst: '읽기 권한이 하나도 없고 파드만 만들 수 있는 pat도 값을 얻습니다. 다른 사람을 눌러 보세요.',
    people: '누가',
    person: {
      view: 'vera · 클러스터롤 view', edit: 'ed · 클러스터롤 edit', getOne: 'gwen · db 하나의 get', list: 'liam · secrets의 list만', createPods: 'pat · 파드의 create만', exec: 'xena · pods/exec',
      reloader: 'Reloader의 서비스어카운트', nodeWith: 'node-1의 root (db를 쓰는 파드가 있음)', nodeWithout: 'node-2의 root (없음)',
      etcdPlain: 'etcd 백업 · 암호화 안 함', etcdLate: 'etcd 백업 · 켰지만 다시 쓰지 않음', etcdEncrypted: 'etcd 백업 · 켜고 다시 씀',
    },
    verdict: { direct: '바로 읽음', indirect: '돌아서 읽음', none: '못 읽음' },
    attempt: { get: '그 시크릿을 get', list: '시크릿을 list', createPod: '시크릿을 마운트한 파드를 만들기', createDeployment: '그런 디플로이먼트를 만들기', exec: '쓰고 있는 컨테이너에 exec', disk: '노드의 파일과 프로세스', etcd: 'etcd의 값' },
    read: (value: string) => `읽음: ${value}`,
    refused: '못 읽음',
    nobody: '이 노드에는 db를 쓰는 파드가 없습니다.',
    pods: (names: string) => `db를 쓰는 파드: ${names}`,
    says: {
      none: (who: string) => `${who}: 어느 길로도 값을 얻지 못했습니다.`,
      direct: (who: string, ways: string) => `${who}: 값을 읽었습니다: ${ways}.`,
      indirect: (who: string, ways: string) => `${who}: 시크릿을 읽을 권한이 없는데도 값을 얻었습니다: ${ways}.`,
    },
    simplifies: 'API 서버의 인증은 빼고, RBAC와 Node 인가자에게 실제로 물은 답입니다. 파드와 디플로이먼트는 복사한 클러스터에서 정말 만들어 15초를 돌리고, 그 컨테이너의 파일을 읽습니다. 자기 파드의 프로그램은 만든 사람의 것이므로, 로그 권한이 없어도 값을 밖으로 보낼 수 있다고 봅니다. 저장 시 암호화는 흉내 내지 않고 값의 앞부분만 보여 줍니다. 파드 보안 표준이나 정책으로 파드를 막아 두지 않았습니다.',
  },
  en: {
    title: 'Who can read the Secret db?',
    tryFirst: 'The user pat may read nothing and create Pods only, and still gets the value. Press somebody else.',
    people: 'Who',
    person: {
      view: 'vera · ClusterRole view', edit: 'ed · ClusterRole edit', getOne: 'gwen · get on db alone', list: 'liam · only list on secrets', createPods: 'pat · only create on pods', exec: 'xena · pods/exec',
      reloader: 'Reloader’s ServiceAccount', nodeWith: 'root on node-1 (a Pod there uses db)', nodeWithout: 'root on node-2 (none there does)',
      etcdPlain: 'a backup of etcd · not encrypted', etcdLate: 'a backup of etcd · turned on, not rewritten', etcdEncrypted: 'a backup of etcd · turned on, rewritten',
    },
    verdict: { direct: 'reads it', indirect: 'gets it indirectly', none: 'cannot read it' },
    attempt: { get: 'get the Secret', list: 'list Secrets', createPod: 'create a Pod that mounts it', createDeployment: 'create a Deployment that does', exec: 'exec into a container that uses it', disk: 'files and processes of the node', etcd: 'the value in etcd' },
    read: (value: string) => `read: ${value}`,
    refused: 'not read',
    nobody: 'No Pod on this node uses db.',
    pods: (names: string) => `Pods that use db: ${names}`,
    says: {
      none: (who: string) => `${who}: no way led to the value.`,
      direct: (who: string, ways: string) => `${who}: the value was read. Ways that worked: ${ways}.`,
      indirect: (who: string, ways: string) => `${who}: no right to read Secrets, yet the value was read. Ways that worked: ${ways}.`,
    },
    simplifies: 'Authentication is left out; the answers are those of RBAC and the Node authorizer. Pods and Deployments are really created, on a copy of the cluster that runs for 15 s, and the files of their containers read. The program of a Pod belongs to whoever made the Pod, so it is taken to send the value out even where its maker may not read logs. Encryption at rest is not carried out: only the beginning of the stored value is shown. Neither Pod Security Standards nor policies stop any Pod here.',
  },
});
