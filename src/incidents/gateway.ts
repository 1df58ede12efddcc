import { encodeBase64 } from '../simulation/base/go/base64';
import { certificatePem, keyPem } from '../simulation/network/tls/pem';
import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, namespace, READY, service, SHOP } from './world';

const CERTIFICATE = { name: '/CN=shop.test 2026', issuer: '/CN=shop.test 2026', commonName: 'shop.test', dnsNames: ['shop.test'], notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' };
const secret = (name: string): string => `apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: shop }
type: kubernetes.io/tls
data: { tls.crt: ${encodeBase64(certificatePem(CERTIFICATE))}, tls.key: ${encodeBase64(keyPem(CERTIFICATE.name))} }
---
`;
const GRANT = `apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: from-shop, namespace: backend }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
  to: [{ group: "", kind: Service }]
`;
const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec:
  gatewayClassName: lab
  listeners:
  - { name: https, protocol: HTTPS, port: 443, hostname: shop.test, tls: { certificateRefs: [{ name: shop-tls-2026 }] } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec:
  parentRefs: [{ name: shop }]
  hostnames: [shop.test]
  rules:
  - matches: [{ path: { type: PathPrefix, value: /api } }]
    backendRefs: [{ name: api, namespace: backend, port: 8000 }]
  - backendRefs: [{ name: web, port: 80 }]
---
${GRANT}`;

const patch = (kind: string, path: string, value: string): string => `kubectl -n shop patch ${kind} shop --type=json -p '[{"op":"replace","path":"${path}","value":${value}}]'`;
const IP = "IP=$(kubectl -n shop get gateway shop -o jsonpath='{.status.addresses[0].value}')";
const call = (ko: string, en: string): ReturnType<typeof step> => step(`${IP}; curl -sk -i -m 5 --resolve shop.test:443:$IP https://shop.test/api`, ko, en);
const shown = (ko: string, en: string): ReturnType<typeof step> => step(`${IP}; openssl s_client -connect $IP:443 -servername shop.test </dev/null 2>/dev/null | openssl x509 -noout -subject`, ko, en);
const ofGateway = (ko: string, en: string): ReturnType<typeof step> => step(`kubectl -n shop get gateway shop -o jsonpath='{range .status.listeners[*].conditions[*]}{.type}={.status} {.reason}{"\\n"}{end}'`, ko, en);
const ofRoute = (ko: string, en: string): ReturnType<typeof step> => step(`kubectl -n shop get httproute shop -o jsonpath='{range .status.parents[*].conditions[*]}{.type}={.status} {.reason}: {.message}{"\\n"}{end}'`, ko, en);
const done = step(`sleep 5; ${IP}; curl -sk -i -m 5 --resolve shop.test:443:$IP https://shop.test/api`, '다시 됩니다.', 'It works again.');

/** A Gateway behind which the site does not come. */
export const gateway: BothIncident = {
  id: 'gateway',
  title: t('게이트웨이 너머로 사이트가 안 됩니다', 'Behind the Gateway the site fails'),
  story: t('손님이 `https://shop.test/api`에서 오류를 봅니다. 파드는 모두 `Ready`이고 클러스터 안에서는 잘 됩니다. 오늘 인증서를 새것으로 바꾸고, `api`를 네임스페이스 `backend`로 옮기고, 게이트웨이의 파일을 정리했습니다. 바깥에서 `/`와 `/api`가 모두 200이고, 게이트웨이와 라우트의 조건이 모두 `True`가 되게 하세요.', 'Customers see errors at `https://shop.test/api`. All Pods are `Ready`, and inside the cluster all works. Today the certificate was replaced by a new one, `api` was moved to namespace `backend`, and the Gateway’s file was tidied up. Make `/` and `/api` give 200 from outside, with all conditions of the Gateway and its route `True`.'),
  start: {
    manifests: SHOP + namespace('backend') + deployment('web', { container: READY }) + deployment('api', { namespace: 'backend', container: READY }) + service('web', 80, 8000) + service('api', 8000, 8000, 'backend') + secret('shop-tls-2026') + GATEWAY,
    addons: ['load-balancer', 'gateway'], installed: ['gateway'], settled: 60,
  },
  check: [
    'get(https://shop.test/ via gateway/shop@shop) == 200', 'get(https://shop.test/api via gateway/shop@shop) == 200', 'gateway/shop@shop : status.listeners[0].conditions[Programmed].status == True', 'gateway/shop@shop : status.listeners[0].conditions[ResolvedRefs].status == True',
    'gateway/shop@shop : spec.gatewayClassName == lab', 'httproute/shop@shop : status.parents[0].conditions[ResolvedRefs].status == True',
  ],
  steady: 20,
  causes: [
    {
      id: 'secret', text: t('리스너가 가리키는 인증서 시크릿이 없습니다', 'The Secret with the listener’s certificate is not there'),
      broken: [patch('gateway', '/spec/listeners/0/tls/certificateRefs/0/name', '"shop-tls"')],
      hints: [t('HTTP의 오류인가요, 그 전의 오류인가요? 서버가 내미는 인증서를 보세요.', 'Is it an error of HTTP, or one before it? Look at the certificate that the server shows.'), t('리스너의 `ResolvedRefs`와 `kubectl -n shop get secrets`를 견주세요.', 'Compare `ResolvedRefs` of the listener with `kubectl -n shop get secrets`.')],
      path: [shown('`shop.test`의 인증서가 아닙니다.', 'It is not the certificate of `shop.test`.'), ofGateway('`InvalidCertificateRef`: 가리키는 시크릿이 없습니다.', '`InvalidCertificateRef`: the Secret that it names is not there.'), step('kubectl -n shop get secrets', '있는 것은 `shop-tls-2026`입니다.', 'The one that is there is `shop-tls-2026`.'), step(patch('gateway', '/spec/listeners/0/tls/certificateRefs/0/name', '"shop-tls-2026"'), '있는 시크릿을 가리킵니다.', 'Name the Secret that is there.'), done],
      after: t('게이트웨이는 없는 시크릿을 가리켜도 만들어집니다. 시크릿의 이름을 바꾸지 말고 내용만 갈면(cert-manager가 하듯) 가리키는 쪽을 고칠 일이 없습니다. 리스너의 `ResolvedRefs`에 경보를 거세요.', 'A Gateway may name a Secret that is not there. Replace the contents and keep the name, as cert-manager does, and nothing that names it needs an edit. Alert on `ResolvedRefs` of listeners.'),
    },
    {
      id: 'grant', text: t('다른 네임스페이스의 서비스를 쓰게 하는 ReferenceGrant가 없습니다', 'No ReferenceGrant lets the route use a Service of another namespace'),
      broken: ['kubectl -n backend delete referencegrant from-shop'],
      hints: [t('`/`는 되고 `/api`만 500입니다. 둘은 무엇이 다른가요?', '`/` works, and `/api` is a 500. How do the two differ?'), t('라우트의 `ResolvedRefs`가 이유를 말합니다. 허락은 누구의 네임스페이스에 있어야 하나요?', '`ResolvedRefs` of the route tells the reason. In whose namespace does a permission have to stand?')],
      path: [call('500이고, `no backend`입니다.', 'A 500: `no backend`.'), ofRoute('`RefNotPermitted`: 저쪽 네임스페이스가 허락하지 않았습니다.', '`RefNotPermitted`: the other namespace has not granted it.'), step('kubectl -n backend get referencegrants', '하나도 없습니다.', 'There is none.'), step(`kubectl apply -f - <<'E'\n${GRANT}E`, '`backend`에 허락을 둡니다.', 'Grant it in `backend`.'), done],
      after: t('ReferenceGrant는 가리켜지는 쪽의 네임스페이스에 있습니다. 라우트를 쓰는 사람이 아니라 서비스의 주인이 허락합니다. 서비스를 다른 네임스페이스로 옮길 때 함께 옮겨야 합니다.', 'A ReferenceGrant stands in the namespace that is referred to: the owner of the Service grants, not whoever writes the route. It has to move along with a Service that moves.'),
    },
    {
      id: 'class', text: t('게이트웨이 클래스를 맡은 컨트롤러가 없습니다', 'No controller serves the class of the Gateway'),
      broken: [patch('gateway', '/spec/gatewayClassName', '"istio"')],
      hints: [t('리스너도 라우트도 맞습니다. 그것을 누가 읽나요?', 'Listener and route are right. Who reads them?'), t('`kubectl get gatewayclass`와 게이트웨이의 `CLASS`를 견주세요.', 'Compare `kubectl get gatewayclass` with `CLASS` of the Gateway.')],
      path: [call('404이고, 맞는 라우트가 없다고 합니다.', 'A 404: no route for it.'), step('kubectl -n shop get gateway shop; kubectl get gatewayclass', '있는 클래스는 `lab`뿐입니다.', 'The only class is `lab`.'), step(patch('gateway', '/spec/gatewayClassName', '"lab"'), '클래스를 되돌립니다.', 'Put the class right.'), done],
      after: t('맡은 컨트롤러가 없는 게이트웨이는 오류 없이 아무도 읽지 않고, 전에 적힌 조건과 주소가 그대로 남아 멀쩡해 보입니다. `observedGeneration`이 `generation`보다 작으면 아무도 보지 않은 것입니다.', 'A Gateway whose class nobody serves is read by nobody, without an error, and its old conditions and address make it look well. Where `observedGeneration` is behind `generation`, nobody has looked.'),
    },
    {
      id: 'port', text: t('라우트가 서비스에 없는 포트를 가리킵니다', 'The route names a port that the Service does not have'),
      broken: [patch('httproute', '/spec/rules/0/backendRefs/0/port', '80')],
      hints: [t('`/`는 되고 `/api`만 500입니다. 둘은 무엇이 다른가요?', '`/` works, and `/api` is a 500. How do the two differ?'), t('라우트의 `ResolvedRefs`를 읽고, 서비스의 `PORT(S)`와 견주세요.', 'Read `ResolvedRefs` of the route, and compare with `PORT(S)` of the Service.')],
      path: [call('500입니다.', 'A 500.'), ofRoute('`BackendNotFound`: 서비스나 그 포트가 없습니다.', '`BackendNotFound`: the Service, or its port, is not there.'), step('kubectl -n backend get svc api', '서비스의 포트는 8000입니다.', 'The Service’s port is 8000.'), step(patch('httproute', '/spec/rules/0/backendRefs/0/port', '8000'), '서비스의 포트를 적습니다.', 'Name the Service’s port.'), done],
      after: t('`backendRefs`의 `port`는 파드가 아니라 서비스의 포트이고, 이름이 아니라 번호여야 합니다. 서비스가 포트를 바꾸면 라우트도 함께 바꿉니다.', '`port` in `backendRefs` is the Service’s and not the Pods’, and a number, not a name. When a Service changes its port, its routes change along.'),
    },
  ],
  lures: [choice('expired', '인증서가 만료되었습니다', 'The certificate has expired'), choice('policy', '네트워크폴리시가 프록시를 막습니다', 'A NetworkPolicy shuts the proxy out')],
};
