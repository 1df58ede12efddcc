import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, SHOP } from './world';

const CONFIG = '/var/lib/kubelet/config.yaml';
const nodes = step('kubectl get nodes; kubectl describe node node-b | grep -A6 Conditions', '조건이 `Unknown`입니다. kubelet의 소식이 끊겨 컨트롤 플레인이 적은 것입니다.', 'Its conditions are `Unknown`: the kubelet has gone silent, and the control plane wrote that.');
const status = (ko: string, en: string): ReturnType<typeof step> => step('ssh node-b "systemctl status kubelet | head -8"', ko, en);
const journal = (ko: string, en: string): ReturnType<typeof step> => step('ssh node-b "journalctl -u kubelet | grep -E \'E[0-9]{4}\' | tail -1"', ko, en);
const done = step('kubectl wait --for=condition=Ready node/node-b --timeout=120s', '`Ready`가 됩니다.', 'It becomes `Ready`.');

/** A node that has gone silent. */
export const node: BothIncident = {
  id: 'node',
  title: t('노드 하나가 NotReady입니다', 'A node is NotReady'),
  story: t('`node-b`가 조금 전부터 `NotReady`입니다. 어제 누가 노드의 설정을 정리했다고 합니다. `ssh node-b`로 들어갈 수 있습니다. 노드를 지우지 말고 `Ready`로 되돌리세요.', '`node-b` has been `NotReady` for a while. Somebody is said to have tidied up its configuration. You can log in with `ssh node-b`. Bring it back to `Ready`, without deleting the node.'),
  start: { manifests: SHOP + deployment('web', { replicas: 3 }), settled: 40 },
  check: ['node/node-b : status.conditions[Ready].status == True', 'node/node-b : spec.unschedulable absent', 'component/kubelet/node-b : status.state == Running'],
  steady: 20,
  causes: [
    {
      id: 'stopped', text: t('누가 kubelet 서비스를 멈췄습니다', 'Somebody stopped the kubelet’s service'),
      broken: ['ssh node-b systemctl stop kubelet'], brokenFor: 90,
      hints: [t('노드에 들어가 kubelet이 도는지부터 봅니다.', 'Log in, and see first whether the kubelet runs.'), t('`systemctl status kubelet`이 `inactive (dead)`입니다.', '`systemctl status kubelet` says `inactive (dead)`.')],
      path: [nodes, status('`inactive (dead)`: 실패한 것이 아니라 누가 멈췄습니다.', '`inactive (dead)`: it did not fail; somebody stopped it.'), step('ssh node-b systemctl start kubelet', '시작합니다.', 'Start it.'), done],
      after: t('kubelet이 멈춰도 컨테이너는 돕니다. 그러나 프로브도 재시작도 없습니다. `inactive`는 누가 멈춘 것이고, 스스로 죽었다면 `activating (auto-restart)`입니다.', 'Without its kubelet the containers run on, with neither probes nor restarts. `inactive` means that somebody stopped it; one that dies by itself is `activating (auto-restart)`.'),
      mendedBy: ['ca-path', 'api-address', 'runtime-endpoint'],
    },
    {
      id: 'ca-path', text: t('kubelet 설정의 CA 파일 경로가 틀렸습니다', 'The kubelet’s configuration names a CA file that is not there'),
      broken: [`ssh node-b "sed -i 's#pki/ca.crt#pki/ca.pem#' ${CONFIG}; systemctl restart kubelet"`], brokenFor: 90,
      hints: [t('kubelet이 자꾸 다시 시작합니다. 무엇이라고 하며 죽나요?', 'The kubelet keeps restarting. What does it say as it dies?'), t('`journalctl -u kubelet`이 말하는 파일을 설정의 `clientCAFile`에서 찾으세요.', 'Look for the file that `journalctl -u kubelet` names in `clientCAFile` of its configuration.')],
      path: [nodes, status('`auto-restart`: 시작하자마자 죽습니다.', '`auto-restart`: it dies as it starts.'), journal('`ca.pem`이라는 파일이 없습니다.', 'There is no file `ca.pem`.'), step(`ssh node-b "grep clientCAFile ${CONFIG}; ls /etc/kubernetes/pki"`, '있는 것은 `ca.crt`입니다.', 'The one that is there is `ca.crt`.'), step(`ssh node-b "sed -i 's#pki/ca.pem#pki/ca.crt#' ${CONFIG}; systemctl restart kubelet"`, '경로를 되돌리고 다시 시작합니다.', 'Put the path right, and restart it.'), done],
      after: t('kubelet은 설정이 틀리면 시작을 거부하고, systemd는 10초마다 다시 시작합니다. 설정을 바꾸는 도구는 kubelet이 다시 `Ready`가 되는 것을 본 뒤에 다음 노드로 가야 합니다.', 'A kubelet refuses to start with a wrong configuration, and systemd starts it again every 10 seconds. Whatever rolls out a configuration has to see `Ready` before it goes to the next node.'),
    },
    {
      id: 'api-address', text: t('kubelet이 틀린 API 서버 주소로 접속합니다', 'The kubelet connects to the wrong address of the API server'),
      broken: ['ssh node-b "sed -i s#192.168.0.10:6443#192.168.0.100:6443# /etc/kubernetes/kubelet.conf; systemctl restart kubelet"'], brokenFor: 90,
      hints: [t('kubelet은 잘 돕니다. 그런데 왜 말이 없을까요?', 'The kubelet runs well. Why is it silent then?'), t('`journalctl -u kubelet`의 주소를 다른 노드의 `/etc/kubernetes/kubelet.conf`와 견주세요.', 'Compare the address in `journalctl -u kubelet` with `/etc/kubernetes/kubelet.conf` of another node.')],
      path: [nodes, status('`active (running)`: 돌기는 합니다.', '`active (running)`: it does run.'), journal('`192.168.0.100`에 닿지 못합니다.', 'It cannot reach `192.168.0.100`.'), step('ssh node-b "grep server: /etc/kubernetes/kubelet.conf"; ssh node-a "grep server: /etc/kubernetes/kubelet.conf"', '다른 노드는 `192.168.0.10`입니다.', 'Other nodes have `192.168.0.10`.'), step('ssh node-b "sed -i s#192.168.0.100:6443#192.168.0.10:6443# /etc/kubernetes/kubelet.conf; systemctl restart kubelet"', '주소를 되돌립니다.', 'Put the address right.'), done],
      after: t('`active (running)`은 프로세스가 있다는 말일 뿐입니다. 노드의 `Ready`는 kubelet의 리스와 상태가 API 서버에 닿아야 유지됩니다. 주소 하나 뒤에 로드 밸런서를 두면 컨트롤 플레인을 옮겨도 노드를 고치지 않습니다.', '`active (running)` only means that there is a process. A node stays `Ready` while its kubelet’s Lease and status reach the API server. With a load balancer behind one address, nodes need no change when the control plane moves.'),
    },
    {
      id: 'runtime-endpoint', text: t('kubelet이 containerd의 소켓을 찾지 못합니다', 'The kubelet does not find containerd’s socket'),
      broken: [`ssh node-b "sed -i s#containerd/containerd.sock#containerd.sock# ${CONFIG}; systemctl restart kubelet"`], brokenFor: 90,
      hints: [t('런타임은 도는데 kubelet이 그것을 찾지 못할 수도 있습니다.', 'The runtime may run, and the kubelet not find it.'), t('설정의 `containerRuntimeEndpoint`를 다른 노드와 견주세요.', 'Compare `containerRuntimeEndpoint` of its configuration with another node’s.')],
      path: [nodes, status('`auto-restart`: 시작하자마자 죽습니다.', '`auto-restart`: it dies as it starts.'), journal('런타임의 소켓에 접속하지 못합니다.', 'It cannot connect to the runtime’s socket.'), step(`ssh node-b "systemctl is-active containerd; grep containerRuntimeEndpoint ${CONFIG}"; ssh node-a "grep containerRuntimeEndpoint ${CONFIG}"`, 'containerd는 돌고, 경로가 다릅니다.', 'containerd runs; the path is another one.'), step(`ssh node-b "sed -i s#run/containerd.sock#run/containerd/containerd.sock# ${CONFIG}; systemctl restart kubelet"`, '경로를 되돌립니다.', 'Put the path right.'), done],
      after: t('`crictl`은 자기 설정의 소켓을 쓰므로 잘 되는데 kubelet만 못 쓰는 일이 있습니다. 둘이 같은 소켓을 가리키는지 보세요.', '`crictl` uses the socket of its own configuration, so it may work where the kubelet does not. See that both name the same one.'),
    },
  ],
  lures: [choice('disk', '노드의 디스크가 가득 찼습니다', 'The node’s disk is full'), choice('taint', '누가 노드에 테인트를 붙였습니다', 'Somebody tainted the node')],
};
