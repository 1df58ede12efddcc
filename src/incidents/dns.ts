import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, namespace, READY, service, SHOP, tools } from './world';

export const DEFAULT_DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
---
`;

export const ALLOW_DNS = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: allow-dns, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to:
    - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
      podSelector: { matchLabels: { k8s-app: kube-dns } }
    ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
---
`;

const INSIDE = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: inside, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress: [{ from: [{ podSelector: {} }] }]
  egress: [{ to: [{ podSelector: {} }] }]
---
`;

const ask = (ko: string, en: string): ReturnType<typeof step> => step('kubectl -n shop exec deploy/client -- nslookup api.shop.svc.cluster.local.', ko, en);
const dns = (ko: string, en: string): ReturnType<typeof step> => step('kubectl -n kube-system get pods,svc,endpointslices -l k8s-app=kube-dns', ko, en);
const done = step('sleep 2; kubectl -n shop exec deploy/client -- curl -sS -m 5 http://api:8000', '이름으로 닿습니다.', 'It is reached by its name.');
const EDIT = (from: string, to: string): string => `kubectl -n kube-system get cm coredns -o yaml | sed 's/kubernetes ${from}/kubernetes ${to}/' | kubectl apply -f -`;

/** Names that do not resolve. */
export const dnsDown: BothIncident = {
  id: 'dns',
  title: t('IP로는 되는데 이름으로는 안 됩니다', 'It works by IP and not by name'),
  story: t('`shop`의 앱들이 `api`라는 이름을 찾지 못합니다. 파드 IP로는 닿습니다. 오늘 보안팀과 플랫폼팀이 함께 일했습니다. `client`에서 `http://api:8000`이 다시 되게 하세요. 바깥 네임스페이스에서 `shop`으로 들어오는 길은 닫힌 채여야 합니다.', 'Apps in `shop` cannot find the name `api`; by a Pod’s IP it can be reached. Security and platform teams both worked today. Make `http://api:8000` work from `client` again. The way into `shop` from other namespaces has to stay closed.'),
  start: { manifests: SHOP + namespace('other') + deployment('api', { container: READY }) + service('api', 8000) + tools('visitor', 'other') + DEFAULT_DENY + INSIDE + ALLOW_DNS, settled: 40 },
  check: ['resolve(api.shop.svc.cluster.local, deploy/client@shop) : count == 1', 'get(http://api:8000/, deploy/client@shop) == 200', 'resolve(api.shop.svc.cluster.local, deploy/visitor@other) : count == 1', 'get(http://api.shop.svc.cluster.local:8000/, deploy/visitor@other) == timed-out'],
  steady: 20,
  causes: [
    {
      id: 'policy', text: t('DNS로 나가는 길을 여는 네트워크폴리시가 없습니다', 'The NetworkPolicy that opens the way to DNS is gone'),
      broken: ['kubectl -n shop delete networkpolicy allow-dns'],
      hints: [t('다른 네임스페이스에서도 이름이 안 풀리나요?', 'Do names fail in other namespaces too?'), t('`shop`만 그렇습니다. 기본 거부가 53번까지 막았습니다.', 'Only in `shop`: its default deny covers port 53 as well.')],
      path: [ask('답이 오지 않습니다.', 'There is no answer.'), step('kubectl -n other exec deploy/visitor -- nslookup api.shop.svc.cluster.local.', '다른 네임스페이스에서는 풀립니다. CoreDNS는 멀쩡합니다.', 'From another namespace it resolves: CoreDNS is well.'), step('kubectl -n shop get networkpolicy', '기본 거부와 안쪽 통신을 여는 것만 있고 DNS를 여는 것이 없습니다.', 'There are the default deny and one for traffic inside, and nothing that opens DNS.'), step(`kubectl apply -f - <<EOF\n${ALLOW_DNS.replace('---\n', '')}EOF`, 'UDP와 TCP의 53번을 엽니다.', 'Open port 53, UDP and TCP.'), done],
      after: t('버려진 패킷은 거절이 아니라 시간 초과로 보입니다. 기본 거부와 DNS 허용은 한 파일에 두어 따로 지워지지 않게 하세요.', 'A dropped packet shows as a time-out and not as a refusal. Keep the default deny and the way to DNS in one file, so that neither goes alone.'),
    },
    {
      id: 'no-replicas', text: t('CoreDNS의 레플리카가 0입니다', 'CoreDNS was scaled to 0'),
      broken: ['kubectl -n kube-system scale deploy coredns --replicas=0'],
      hints: [t('모든 네임스페이스가 그렇습니다. DNS 서버부터 봅니다.', 'It is so in all namespaces. Look at the DNS server first.'), t('`kubectl -n kube-system get deploy coredns`를 보세요.', 'See `kubectl -n kube-system get deploy coredns`.')],
      path: [ask('곧바로 거절됩니다. 서비스의 주소 뒤에 아무도 없습니다.', 'It is refused at once: nobody is behind the Service’s address.'), dns('서비스는 있고, 파드와 주소가 없습니다.', 'There is the Service, and neither Pods nor addresses.'), step('kubectl -n kube-system scale deploy coredns --replicas=2', '둘로 되돌립니다.', 'Scale it back to two.'), step('kubectl -n kube-system rollout status deploy/coredns --timeout=120s', '준비될 때까지 기다립니다.', 'Wait until they are ready.'), done],
      after: t('CoreDNS는 보통의 디플로이먼트라 권한만 있으면 줄일 수 있습니다. PodDisruptionBudget은 축출만 막고 scale은 막지 않습니다. 좁은 권한과 경보가 안전장치입니다.', 'CoreDNS is an ordinary Deployment, to be scaled down by anybody with the permission. A PodDisruptionBudget keeps evictions away and not a scale. Narrow permissions and an alert are the guard-rail.'),
    },
    {
      id: 'service', text: t('서비스 kube-dns의 셀렉터가 CoreDNS를 고르지 않습니다', 'The selector of the Service kube-dns does not choose CoreDNS'),
      broken: ['kubectl -n kube-system set selector svc kube-dns k8s-app=coredns'],
      hints: [t('CoreDNS의 파드는 잘 돕니다. 그 앞에 무엇이 있나요?', 'The Pods of CoreDNS are fine. What stands in front of them?'), t('서비스 `kube-dns`의 엔드포인트와 셀렉터를 보세요.', 'See the endpoints and the selector of Service `kube-dns`.')],
      path: [ask('서비스의 주소가 곧바로 거절합니다.', 'The Service’s address refuses at once.'), dns('파드는 도는데 슬라이스에 주소가 없습니다.', 'The Pods run, and the slice has no address.'), step('kubectl -n kube-system get svc kube-dns -o wide; kubectl -n kube-system get pods -l k8s-app=kube-dns --show-labels', '셀렉터가 `coredns`를, 파드는 `kube-dns`를 말합니다.', 'The selector says `coredns`, the Pods `kube-dns`.'), step('kubectl -n kube-system set selector svc kube-dns k8s-app=kube-dns', '되돌립니다.', 'Put it back.'), done],
      after: t('CoreDNS로 바뀐 뒤에도 서비스와 레이블의 이름은 호환을 위해 `kube-dns`입니다. “정리”하다가 끊깁니다.', 'For compatibility, Service and label are still called `kube-dns` with CoreDNS. Somebody who tidies the names up cuts the way.'),
    },
    {
      id: 'corefile', text: t('Corefile의 클러스터 도메인이 틀렸습니다', 'The cluster domain in the Corefile is wrong'),
      broken: [EDIT('cluster.local', 'cluster.lan')], brokenFor: 150,
      hints: [t('답은 옵니다. 무엇이라고 하나요?', 'There is an answer. What does it say?'), t('`NXDOMAIN`입니다. 컨피그맵 `coredns`에서 `kubernetes` 줄의 도메인을 보세요.', 'It is `NXDOMAIN`. See the domain in the `kubernetes` line of ConfigMap `coredns`.')],
      path: [ask('서버가 `NXDOMAIN`이라고 답합니다. 길은 멀쩡합니다.', 'The server answers `NXDOMAIN`: the way is fine.'), step(`kubectl -n kube-system get cm coredns -o jsonpath='{.data.Corefile}'`, '도메인이 `cluster.lan`입니다.', 'The domain is `cluster.lan`.'), step(EDIT('cluster.lan', 'cluster.local'), '되돌립니다.', 'Put it back.'), step('sleep 100', '컨피그맵이 파드에 닿고 reload가 읽기까지 1–2분입니다.', 'A minute or two until the ConfigMap has come to the Pods and reload has read it.'), done],
      after: t('시간 초과와 `NXDOMAIN`은 다른 고장입니다. 앞은 길이, 뒤는 데이터가 고장 난 것입니다. reload는 틀린 문법이면 옛 설정으로 계속하지만, 문법이 맞고 뜻이 틀린 것은 그대로 받습니다.', 'A time-out and `NXDOMAIN` are two kinds of fault: the way, and the data. With bad syntax, reload keeps the old configuration; what is well formed and wrong it takes as it is.'),
    },
  ],
  lures: [choice('ndots', '`ndots:5` 때문에 질의가 너무 많습니다', '`ndots:5` makes too many queries'), choice('upstream', '바깥 DNS 서버가 죽었습니다', 'The upstream DNS server is down')],
};
