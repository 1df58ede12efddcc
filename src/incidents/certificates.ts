import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, SHOP } from './world';

const CONF = '/etc/kubernetes/kubelet.conf';
const withCa = (file: string): string => `ssh node-c 'sed -i "s#certificate-authority-data: .*#certificate-authority-data: $(base64 -w0 ${file})#" ${CONF}; systemctl restart kubelet'`;
const nodes = (ko: string, en: string): ReturnType<typeof step> => step('kubectl get nodes', ko, en);
const journal = (node: string, ko: string, en: string): ReturnType<typeof step> => step(`ssh ${node} "journalctl -u kubelet | grep -E ' E[0-9]{4} ' | tail -3"`, ko, en);
const kubeconfig = 'ssh cp-1 "kubeadm kubeconfig user --org system:nodes --client-name system:node:node-b" > kubelet.conf';
const ready = (node: string): ReturnType<typeof step> => step(`kubectl wait --for=condition=Ready node/${node} --timeout=120s`, '`Ready`가 됩니다.', 'It becomes `Ready`.');

/** Certificates that have run out, or are not those that the other side trusts. */
export const certificates: BothIncident = {
  id: 'certificates',
  title: t('인증서를 점검한 뒤로 안 됩니다', 'It fails since certificates were reviewed'),
  story: t('조금 전까지 되던 클러스터에서 오류가 납니다. 오늘 누가 보안 점검을 하며 인증서와 kubeconfig를 손봤습니다. `ssh cp-1`과 모든 노드에 들어갈 수 있습니다. 모든 노드가 `Ready`이고, kubectl이 오류 없이 되고, 컨트롤 플레인의 모든 부분이 돌게 하세요.', 'A cluster that worked a moment ago gives errors. Today somebody worked on certificates and kubeconfigs for a security review. You can log in to `cp-1` and to every node. Make all nodes `Ready`, kubectl work without an error, and all parts of the control plane run.'),
  start: { manifests: SHOP + deployment('web'), settled: 40 },
  check: ['nodes : status.conditions[Ready].status == True', 'components -f status.state=Stopped : count == 0', 'controlplane -f status.expired=true : count == 0'],
  steady: 20,
  causes: [
    {
      id: 'serving', text: t('API 서버의 서빙 인증서가 만료되었습니다', 'The API server’s serving certificate has expired'),
      broken: [String.raw`ssh cp-1 "printf 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncertificateValidityPeriod: 2m0s\n' > /root/review.yaml; kubeadm certs renew apiserver --config /root/review.yaml"`], brokenFor: 180,
      hints: [t('kubectl의 오류를 끝까지 읽으세요. 서버에 닿지 못한 것인가요, 믿지 못한 것인가요?', 'Read kubectl’s error to its end. Is the server not reached, or not trusted?'), t('`openssl s_client -connect 192.168.0.10:6443`이 내미는 인증서의 기한을 보고, `kubeadm certs`로 갱신하세요.', 'See until when the certificate is good that `openssl s_client -connect 192.168.0.10:6443` shows, and renew it with `kubeadm certs`.')],
      path: [nodes('`x509: certificate has expired`: 서버는 있는데 인증서의 기한이 지났습니다.', '`x509: certificate has expired`: the server is there, and its certificate has run out.'), step('openssl s_client -connect 192.168.0.10:6443 </dev/null 2>/dev/null | openssl x509 -noout -subject -dates', '조금 전에 끝났습니다.', 'It ended a moment ago.'), step('ssh cp-1 openssl x509 -noout -enddate -in /etc/kubernetes/pki/apiserver.crt', '디스크의 파일도 같은 것입니다. 아직 아무도 갱신하지 않았습니다.', 'The file on disk is the same one: nobody has renewed it yet.'), step('ssh cp-1 kubeadm certs renew apiserver', '1년짜리로 갱신합니다. API 서버는 바뀐 서빙 인증서를 스스로 다시 읽습니다.', 'Renew it for a year. The API server reads a changed serving certificate by itself.'), step('sleep 5; kubectl get nodes', '다시 됩니다.', 'It works again.')],
      after: t('돌던 kubelet과 컨트롤러는 이미 맺은 연결로 버티므로, 만료된 순간이 아니라 무언가 새로 연결할 때 드러납니다. `kubeadm certs check-expiration`이 아니라 실제로 내미는 인증서의 남은 날에 경보를 거세요.', 'Kubelets and controllers live on connections that they have made, so it shows when somebody connects anew and not when the certificate ends. Alert on the days that the certificate really served has left.'),
    },
    {
      id: 'kubelet-client', text: t('`node-b`의 kubelet이 쓰는 클라이언트 인증서가 만료되었습니다', 'The client certificate of the kubelet on `node-b` has expired'),
      broken: ['ssh cp-1 "kubeadm kubeconfig user --org system:nodes --client-name system:node:node-b --validity-period 2m" > kubelet.conf', `scp kubelet.conf node-b:${CONF}`, 'ssh node-b systemctl restart kubelet', 'sleep 130', 'ssh node-b systemctl restart kubelet'], brokenFor: 90,
      hints: [t('`NotReady`인 노드의 kubelet이 무엇이라고 하며 죽나요?', 'What does the kubelet of the node that is `NotReady` say as it dies?'), t('`kubelet.conf`의 인증서가 끝나 부트스트랩을 하려는데 `bootstrap-kubelet.conf`가 없습니다. 새 `kubelet.conf`를 만들어 주세요.', 'The certificate in `kubelet.conf` has ended, and it wants to bootstrap without a `bootstrap-kubelet.conf`. Make it a new `kubelet.conf`.')],
      path: [nodes('`node-b`가 `NotReady`입니다.', '`node-b` is `NotReady`.'), journal('node-b', '`kubelet.conf`의 인증서가 끝났고, 부트스트랩 파일은 없습니다.', 'The certificate in `kubelet.conf` has expired, and there is no file to bootstrap from.'), step(kubeconfig, '컨트롤 플레인의 CA로 새로 서명합니다.', 'Sign a new one with the control plane’s CA.'), step(`scp kubelet.conf node-b:${CONF}; ssh node-b systemctl restart kubelet`, '바꾸고 다시 시작합니다.', 'Replace it, and restart.'), ready('node-b')],
      after: t('kubelet은 클라이언트 인증서를 기한의 70%에서 90% 사이에 스스로 갱신합니다(`rotateCertificates`). 오래 꺼져 있던 노드나, 사람이 넣은 kubeconfig처럼 갱신할 수 없었던 것만 만료됩니다. 새로 만든 파일 뒤에는 다시 자동 갱신으로 돌아갔는지 보세요.', 'A kubelet renews its client certificate by itself between 70% and 90% of its life (`rotateCertificates`). What expires is that of a node that was off for long, or one that somebody put there by hand. See afterwards that rotation is at work again.'),
    },
    {
      id: 'kubelet-ca', text: t('`node-c`의 kubelet이 다른 CA를 믿습니다', 'The kubelet on `node-c` trusts another CA'),
      broken: ['openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=kubernetes -keyout ca.key -out ca.crt', 'scp ca.crt node-c:/root/ca-review.crt', withCa('/root/ca-review.crt')], brokenFor: 90,
      hints: [t('kubelet은 도는데 노드는 `NotReady`입니다. 저널의 `x509`를 읽으세요.', 'The kubelet runs, and the node is `NotReady`. Read the `x509` in its journal.'), t('`kubelet.conf`의 `certificate-authority-data`를 그 노드의 `/etc/kubernetes/pki/ca.crt`와 견주세요.', 'Compare `certificate-authority-data` in `kubelet.conf` with `/etc/kubernetes/pki/ca.crt` of that node.')],
      path: [nodes('`node-c`가 `NotReady`입니다.', '`node-c` is `NotReady`.'), journal('node-c', '`signed by unknown authority`: 만료가 아니라, 서명한 CA를 모릅니다.', '`signed by unknown authority`: nothing has expired; it does not know who signed.'), step(`ssh node-c "grep certificate-authority-data ${CONF} | awk '{print \\$2}' | base64 -d | openssl x509 -noout -subject -dates; openssl x509 -noout -subject -dates -in /etc/kubernetes/pki/ca.crt"`, '이름은 같은데 다른 CA입니다.', 'The same name, and another CA.'), step(withCa('/etc/kubernetes/pki/ca.crt'), '클러스터의 CA를 넣습니다.', 'Put the cluster’s CA in.'), ready('node-c')],
      after: t('CA는 이름이 같아도 키가 다르면 다른 CA입니다. CA를 바꿀 때는 옛것과 새것을 함께 믿게 하고, 모든 인증서를 다시 서명한 뒤에 옛것을 뺍니다.', 'A CA with the same name and another key is another CA. To change one, let everybody trust the old and the new, sign all certificates anew, and only then take the old one out.'),
    },
  ],
  lures: [choice('token', 'kubeconfig의 토큰이 폐기되었습니다', 'The token in the kubeconfig was revoked'), choice('clock', '노드의 시계가 어긋났습니다', 'A node’s clock is off')],
};
