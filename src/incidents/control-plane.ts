import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, SHOP } from './world';

const MANIFEST = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const ask = (ko: string, en: string): ReturnType<typeof step> => step('kubectl get nodes', ko, en);
const refused = ask('`refused`: 6443번에서 듣는 것이 없습니다.', '`refused`: nothing listens on port 6443.');
const containers = (ko: string, en: string): ReturnType<typeof step> => step('ssh cp-1 "systemctl is-active kubelet; crictl ps -a | grep apiserver"', ko, en);
const log = (ko: string, en: string): ReturnType<typeof step> => step(`ssh cp-1 "cat /var/log/pods/kube-system_kube-apiserver*/*/*.log | grep -E ' [EF][0-9]{4} ' | tail -1"`, ko, en);
const wait = step('sleep 45; kubectl get nodes', 'kubelet이 새 파일로 다시 띄웁니다.', 'The kubelet starts it from the new file.');

/** An API server that does not answer. */
export const controlPlane: BothIncident = {
  id: 'control-plane',
  title: t('kubectl이 되지 않습니다', 'kubectl does not work'),
  story: t('kubectl이 오류만 냅니다. 손님들의 사이트는 아직 돕니다. 오늘 컨트롤 플레인을 점검했습니다. `ssh cp-1`과 `ssh etcd-0`, `etcd-1`, `etcd-2`로 들어갈 수 있습니다. API 서버가 다시 읽고 쓰게, etcd는 셋 다 돌게 하세요.', 'kubectl gives nothing but errors, while the customers’ site still runs. There was maintenance of the control plane today. You can log in with `ssh cp-1`, and to `etcd-0`, `etcd-1` and `etcd-2`. Make the API server read and write again, with all three members of etcd running.'),
  start: { manifests: SHOP + deployment('web'), settled: 40 },
  // One line for all parts: which of them is down is for the reader to find.
  check: ['components -f status.state=Stopped : count == 0'],
  steady: 30,
  causes: [
    {
      id: 'flag', text: t('API 서버가 모르는 인가 방식이 적혀 있습니다', 'The API server is given an authorization mode that does not exist'),
      broken: [`ssh cp-1 sed -i s/authorization-mode=Node,RBAC/authorization-mode=Node,RBCA/ ${MANIFEST}`], brokenFor: 90,
      hints: [t('API가 없어도 노드에는 kubelet과 런타임이 있습니다.', 'Without the API there are still the kubelet and the runtime on the node.'), t('`crictl ps -a`에서 API 서버가 거듭 끝납니다. `/var/log/pods`의 마지막 줄을 읽으세요.', 'In `crictl ps -a` the API server keeps exiting. Read the last line in `/var/log/pods`.')],
      path: [refused, containers('`Exited`가 있고 `ATTEMPT`가 늘었습니다. 시작하고 곧 끝나기를 되풀이합니다.', '`Exited`, and a growing `ATTEMPT`: it ends soon after it starts, again and again.'), log('인가 방식 `RBCA`를 모른다고 합니다.', 'It does not know the authorization mode `RBCA`.'), step(`ssh cp-1 sed -i s/authorization-mode=Node,RBCA/authorization-mode=Node,RBAC/ ${MANIFEST}`, '매니페스트를 고칩니다.', 'Correct the manifest.'), wait],
      after: t('스태틱 파드의 파일은 저장하는 순간 적용되고 검사하는 이가 없습니다. 고치기 전에 폴더 밖에 사본을 두고, 컨트롤 플레인이 여럿이면 하나씩 바꾸세요.', 'A static Pod’s file takes hold as it is saved, and nobody checks it. Keep a copy outside of the folder, and change one control plane at a time where there are several.'),
    },
    {
      id: 'certificate', text: t('API 서버가 없는 인증서 파일을 가리킵니다', 'The API server names a certificate file that is not there'),
      broken: [`ssh cp-1 sed -i s#etcd/ca.crt#etcd/ca-2026.crt# ${MANIFEST}`], brokenFor: 90,
      hints: [t('옵션의 이름은 맞습니다. 값이 가리키는 것이 있나요?', 'The flags have the right names. Is there what they name?'), t('로그가 말하는 파일을 `ls /etc/kubernetes/pki/etcd`와 견주세요.', 'Compare the file that the log names with `ls /etc/kubernetes/pki/etcd`.')],
      path: [refused, containers('`Exited`가 있고 `ATTEMPT`가 늘었습니다. 시작하고 곧 끝나기를 되풀이합니다.', '`Exited`, and a growing `ATTEMPT`: it ends soon after it starts, again and again.'), log('`ca-2026.crt`가 없습니다.', 'There is no `ca-2026.crt`.'), step(`ssh cp-1 "grep etcd-cafile ${MANIFEST}; ls /etc/kubernetes/pki/etcd"`, '있는 것은 `ca.crt`입니다.', 'The one that is there is `ca.crt`.'), step(`ssh cp-1 sed -i s#etcd/ca-2026.crt#etcd/ca.crt# ${MANIFEST}`, '경로를 되돌립니다.', 'Put the path right.'), wait],
      after: t('인증서를 갈 때는 파일을 먼저 놓고 매니페스트를 바꿉니다. 이름을 그대로 두고 내용만 바꾸면(`kubeadm certs renew`가 하듯) 매니페스트를 고칠 일이 없습니다.', 'When certificates change, put the files there first. Where names stay and only the contents change, as `kubeadm certs renew` does, the manifests need no edit.'),
    },
    {
      id: 'manifest-gone', text: t('API 서버의 매니페스트가 폴더에 없습니다', 'The API server’s manifest is not in its folder'),
      broken: [`ssh cp-1 mv ${MANIFEST} /root/`], brokenFor: 90,
      hints: [t('`crictl ps -a`에 API 서버가 아예 없습니다.', 'There is no API server in `crictl ps -a` at all.'), t('kubelet은 `/etc/kubernetes/manifests`에 있는 것만 띄웁니다. 점검하던 사람이 어디로 옮겼을까요?', 'The kubelet runs only what is in `/etc/kubernetes/manifests`. Where did whoever did the maintenance move it?')],
      path: [refused, step('ssh cp-1 "systemctl is-active kubelet; crictl ps -a"', 'kubelet은 돌고, API 서버의 컨테이너는 아예 없습니다.', 'The kubelet runs, and there is no container of the API server at all.'), step('ssh cp-1 "ls /etc/kubernetes/manifests /root"', '매니페스트가 `/root`에 있습니다.', 'The manifest lies in `/root`.'), step(`ssh cp-1 mv /root/kube-apiserver.yaml ${MANIFEST}`, '되돌립니다.', 'Move it back.'), wait],
      after: t('스태틱 파드는 매니페스트를 폴더에서 빼야 멈춥니다. 되돌려 놓는 것까지가 절차입니다.', 'A static Pod stops when its manifest is taken out of the folder. To put it back is the other half of the procedure.'),
    },
    {
      id: 'quorum', text: t('etcd가 과반을 잃었습니다', 'etcd has lost its quorum'),
      broken: ['ssh etcd-0 systemctl stop etcd', 'ssh etcd-2 systemctl stop etcd'], brokenFor: 90,
      hints: [t('`refused`와 `request timed out`은 다른 고장입니다.', '`refused` and `request timed out` are two kinds of fault.'), t('API 서버는 도는데 etcd가 답하지 않습니다. 셋 가운데 몇이 도나요?', 'The API server runs, and etcd does not answer. How many of its three members run?')],
      path: [ask('`etcdserver: request timed out`: API 서버는 있고 etcd가 답하지 않습니다.', '`etcdserver: request timed out`: the API server is there, and etcd does not answer.'), step('ssh etcd-1 etcdctl endpoint health', '도는 하나도 과반이 없어 쓰지 못합니다.', 'The one that runs cannot commit without a majority.'), step('for n in 0 1 2; do ssh etcd-$n systemctl is-active etcd; done', '둘이 멈춰 있습니다.', 'Two are stopped.'), step('ssh etcd-0 systemctl start etcd; ssh etcd-2 systemctl start etcd', '둘 다 시작합니다.', 'Start both.'), step('sleep 10; kubectl get nodes', '다시 답합니다.', 'It answers again.')],
      after: t('셋 가운데 둘이 있어야 읽고 씁니다. 점검은 한 번에 하나만, 앞의 것이 돌아온 것을 보고 다음으로 갑니다.', 'Two of three have to be there to read and to write. Take one member at a time into maintenance, and see it back before the next.'),
    },
  ],
  lures: [choice('kubeconfig', 'kubeconfig의 토큰이 만료되었습니다', 'The token in the kubeconfig has expired'), choice('scheduler', 'kube-scheduler가 돌지 않습니다', 'kube-scheduler does not run')],
};
