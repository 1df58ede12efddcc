import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, READY, service, SHOP } from './world';

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: lab
  rules:
  - host: shop.test
    http:
      paths:
      - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
      - { path: /api, pathType: Prefix, backend: { service: { name: api, port: { number: 8000 } } } }
`;

const patch = (path: string, value: string): string => `kubectl -n shop patch ingress shop --type=json -p '[{"op":"replace","path":"${path}","value":${value}}]'`;
const look = step('kubectl -n shop get ingress shop; kubectl -n shop describe ingress shop', '규칙과 뒤의 주소를 봅니다.', 'See the rules, and the addresses behind them.');
const call = (ko: string, en: string): ReturnType<typeof step> => step(`IP=$(kubectl -n ingress-system get svc -o jsonpath='{.items[0].status.loadBalancer.ingress[0].ip}'); curl -sS -i -m 3 -H 'Host: shop.test' http://$IP/api`, ko, en);
const done = step(`sleep 3; IP=$(kubectl -n ingress-system get svc -o jsonpath='{.items[0].status.loadBalancer.ingress[0].ip}'); curl -sS -i -m 3 -H 'Host: shop.test' http://$IP/api`, '다시 됩니다.', 'It works again.');

/** Requests from outside that lead nowhere. */
export const route: BothIncident = {
  id: 'route',
  title: t('바깥에서 사이트가 안 됩니다', 'From outside, the site fails'),
  story: t('손님이 `http://shop.test/api`에서 오류를 봅니다. 클러스터 안에서 `http://api:8000`을 부르면 잘 됩니다. 오늘 인그레스를 옮겼습니다. 바깥에서 `/`와 `/api`가 모두 200이 되게 하세요.', 'Customers see errors at `http://shop.test/api`. Inside the cluster `http://api:8000` works well. The Ingress was moved today. Make both `/` and `/api` give 200 from outside.'),
  start: { manifests: SHOP + deployment('web', { container: READY }) + deployment('api', { container: READY }) + service('web', 80, 8000) + service('api', 8000) + INGRESS, addons: ['load-balancer', 'ingress'], installed: ['ingress'], settled: 60 },
  check: ['get(http://shop.test/ via ingress/shop@shop) == 200', 'get(http://shop.test/api via ingress/shop@shop) == 200', 'get(http://shop.test/api via ingress/shop@shop) contains api-', 'get(http://api:8000/, deploy/client@shop) == 200'],
  steady: 20,
  causes: [
    {
      id: 'service-name', text: t('인그레스가 없는 서비스를 가리킵니다', 'The Ingress names a Service that is not there'),
      broken: [patch('/spec/rules/0/http/paths/1/backend/service/name', '"api-v2"')],
      hints: [t('길은 맞는데 뒤가 비었습니다.', 'The way is right, and nothing is behind it.'), t('`describe ingress`의 Backends를 보세요.', 'See the Backends in `describe ingress`.')],
      path: [call('`no endpoints`라며 503입니다.', 'It is a 503: `no endpoints`.'), look, step(patch('/spec/rules/0/http/paths/1/backend/service/name', '"api"'), '있는 서비스를 가리킵니다.', 'Name the Service that is there.'), done],
      after: t('인그레스는 없는 서비스를 가리켜도 만들어집니다. 서비스가 나중에 올 수도 있기 때문입니다. 503은 길은 찾았는데 뒤가 없다는 말입니다.', 'An Ingress may name a Service that is not there, as it may yet come. A 503 says that the way was found and leads nowhere.'),
    },
    {
      id: 'host', text: t('인그레스의 호스트가 손님이 부르는 이름이 아닙니다', 'The host of the Ingress is not the name that customers call'),
      broken: [patch('/spec/rules/0/host', '"shop.tets"')],
      hints: [t('404는 앱의 것일까요, 컨트롤러의 것일까요?', 'Whose is the 404: the app’s, or the controller’s?'), t('`kubectl -n shop get ingress`의 `HOSTS`를 한 글자씩 읽으세요.', 'Read `HOSTS` in `kubectl -n shop get ingress` letter by letter.')],
      path: [call('맞는 규칙이 없다며 404입니다.', 'It is a 404: there is no rule for it.'), look, step(patch('/spec/rules/0/host', '"shop.test"'), '호스트를 바로잡습니다.', 'Put the host right.'), done],
      after: t('이번에는 `/`도 안 되었습니다. 어느 경로까지 안 되는지가 호스트와 경로를 가릅니다. 404의 본문을 보면 앱인지 컨트롤러인지 압니다.', 'This time `/` failed as well. Which paths fail tells the host from the path, and the body of the 404 tells the app from the controller.'),
    },
    {
      id: 'class', text: t('인그레스 클래스를 맡은 컨트롤러가 없습니다', 'No controller serves the class of the Ingress'),
      broken: [patch('/spec/ingressClassName', '"nginx"')],
      hints: [t('규칙은 모두 맞습니다. 그 규칙을 누가 읽나요?', 'The rules are all right. Who reads them?'), t('`kubectl get ingressclass`와 인그레스의 `CLASS`를 견주세요.', 'Compare `kubectl get ingressclass` with `CLASS` of the Ingress.')],
      path: [call('맞는 규칙이 없다며 404입니다.', 'It is a 404: there is no rule for it.'), look, step('kubectl get ingressclass', '있는 클래스는 `lab`뿐입니다.', 'The only class is `lab`.'), step(patch('/spec/ingressClassName', '"lab"'), '클래스를 되돌립니다.', 'Put the class right.'), done],
      after: t('클래스가 맞지 않는 인그레스는 오류 없이 아무도 읽지 않습니다. 전에 적힌 ADDRESS는 그대로 남아 더 헷갈립니다.', 'An Ingress of another class is read by nobody, without an error. The ADDRESS from before stays, which misleads.'),
    },
    {
      id: 'port', text: t('인그레스가 서비스에 없는 포트를 가리킵니다', 'The Ingress names a port that the Service does not have'),
      broken: [patch('/spec/rules/0/http/paths/1/backend/service/port/number', '80')],
      hints: [t('서비스의 이름은 맞습니다. 그다음은요?', 'The Service’s name is right. What comes next?'), t('인그레스의 포트는 파드가 아니라 서비스의 `port`입니다.', 'The port in an Ingress is the Service’s `port` and not the Pods’.')],
      path: [call('`no endpoints`라며 503입니다.', 'It is a 503: `no endpoints`.'), look, step('kubectl -n shop get svc api', '서비스의 포트는 8000입니다.', 'The Service’s port is 8000.'), step(patch('/spec/rules/0/http/paths/1/backend/service/port/number', '8000'), '서비스의 포트를 적습니다.', 'Name the Service’s port.'), done],
      after: t('번호 대신 포트의 이름(`port: {name: http}`)을 적으면 서비스가 번호를 바꿔도 맞습니다.', 'With the port’s name (`port: {name: http}`) in place of its number, it fits when the Service changes the number.'),
    },
  ],
  lures: [choice('policy', '네트워크폴리시가 컨트롤러를 막습니다', 'A NetworkPolicy shuts the controller out'), choice('tls', 'TLS 인증서가 만료되었습니다', 'The TLS certificate has expired')],
};
