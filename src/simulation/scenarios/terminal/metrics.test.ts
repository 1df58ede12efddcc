import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

describe('a metrics server', () => {
  it('is not there before it is installed, and not ready as long as kubelets are not trusted', () => {
    const type = terminal({ addons: ['metrics-server'] });
    expect(type('kubectl top nodes')).toBe('error: Metrics API not available\n');
    expect(type('kubectl get --raw /apis/metrics.k8s.io/v1beta1/nodes')).toBe('Error from server (NotFound): the server could not find the requested resource\n');
    expect(type('kubectl apply -f components.yaml')).toContain('apiservice.apiregistration.k8s.io/v1beta1.metrics.k8s.io created');
    type('sleep 60');
    expect(type('kubectl -n kube-system get deploy metrics-server')).toMatch(/metrics-server +0\/1/);
    expect(type('kubectl -n kube-system logs deploy/metrics-server --tail=1')).toMatch(/scraper.go:149\] "Failed to scrape node" err="Get \\"https:\/\/192\.168\.0\.\d+:10250\/metrics\/resource\\": tls: failed to verify certificate: x509: cannot validate certificate for 192\.168\.0\.\d+ because it doesn't contain any IP SANs" node="[\w-]+"/);
    expect(type('kubectl get apiservices v1beta1.metrics.k8s.io')).toMatch(/kube-system\/metrics-server +False \(MissingEndpoints\)/);
    expect(type('kubectl top nodes')).toBe('error: Metrics API not available\n');
    expect(type('kubectl get --raw /apis/metrics.k8s.io/v1beta1/nodes')).toBe('Error from server (ServiceUnavailable): the server is currently unable to handle the request\n');
    type(`kubectl -n kube-system patch deploy metrics-server --type=json -p '[{"op":"add","path":"/spec/template/spec/containers/0/args/-","value":"--kubelet-insecure-tls"}]'`);
    expect(type('kubectl -n kube-system rollout status deploy/metrics-server')).toContain('successfully rolled out');
    type('sleep 2');
    expect(type('kubectl get apiservices v1beta1.metrics.k8s.io')).toMatch(/kube-system\/metrics-server +True/);
    expect(type('kubectl top nodes')).toMatch(/^NAME +CPU\(cores\) +CPU\(%\) +MEMORY\(bytes\) +MEMORY\(%\) *\ncp-1 /);
    expect(type('kubectl top pods -n kube-system -l k8s-app=kube-dns --containers')).toMatch(/coredns-\S+ +coredns +\d+m +\d+Mi/);
    expect(JSON.parse(type('kubectl get --raw /apis/metrics.k8s.io/v1beta1/nodes/node-a'))).toMatchObject({ kind: 'NodeMetrics', apiVersion: 'metrics.k8s.io/v1beta1', window: '15s' });
    type('kubectl -n kube-system scale deploy metrics-server --replicas=0');
    type('sleep 5');
    expect(type('kubectl top pods')).toBe('error: Metrics API not available\n');
  });

  it('tells of a node no more whose kubelet has stopped', () => {
    const type = terminal({ addons: ['metrics-server'] });
    type(`sed 's/- --metric-resolution=15s/- --metric-resolution=15s\\n        - --kubelet-insecure-tls/' components.yaml | kubectl apply -f -`);
    type('sleep 60');
    type('ssh node-b systemctl stop kubelet');
    type('sleep 20');
    expect(type('kubectl top nodes')).toMatch(/node-b +<unknown> +<unknown> +<unknown> +<unknown>/);
    expect(type('kubectl -n kube-system logs deploy/metrics-server --tail=1')).toContain('dial tcp 192.168.0.12:10250: connect: connection refused');
  });
});

describe('a Deployment that an autoscaler holds at half of its request', () => {
  const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: registry.k8s.io/hpa-example, resources: { requests: { cpu: 200m }, limits: { cpu: 500m } } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;

  it('grows with what its clients cost it, and shrinks five minutes after they are gone', () => {
    const type = terminal({ addons: ['metrics-server'], installed: ['metrics-server'], manifests: WEB, settled: 60 });
    type('kubectl autoscale deployment web --cpu=50% --min=1 --max=10');
    type('kubectl create deployment load --image=busybox:1.37 -- sh -c "while sleep 0.01; do wget -q -O- http://web; done"');
    type('sleep 120');
    // One connection that rests 10 ms and is served in 16 ms: 16 / 27 of a CPU, of which a Pod is to use a tenth.
    const [cpu, replicas] = type("kubectl get hpa web -o jsonpath='{.status.currentMetrics[0].resource.current.averageValue} {.status.currentReplicas}'").split(' ');
    expect(replicas).toBe('6');
    expect(Number.parseInt(cpu ?? '', 10) * 6).toBeGreaterThan(570);
    expect(Number.parseInt(cpu ?? '', 10) * 6).toBeLessThan(610);
    type('kubectl delete deployment load; sleep 240');
    expect(type('kubectl get deploy web -o jsonpath={.spec.replicas}')).toBe('6');
    type('sleep 120');
    expect(type('kubectl get deploy web -o jsonpath={.spec.replicas}')).toBe('1');
  });

  it('stays as it is when the metrics server is gone, and says why', () => {
    const type = terminal({ addons: ['metrics-server'], installed: ['metrics-server'], manifests: WEB, settled: 60 });
    type('kubectl autoscale deployment web --cpu=50% --min=1 --max=10; kubectl -n kube-system scale deploy metrics-server --replicas=0; sleep 20');
    const active = "kubectl get hpa web -o jsonpath='{.status.conditions[?(@.type==\"ScalingActive\")].message}'";
    expect(type(active)).toContain('unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)');
    type('kubectl delete apiservice v1beta1.metrics.k8s.io; sleep 20');
    expect(type(active)).toContain('unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)');
  });

  it('says of metrics that nobody serves which API is not there', () => {
    const type = terminal({ manifests: WEB, settled: 30 });
    const metric = (type: string, more: object): object => ({ type, [type.toLowerCase()]: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '10' }, ...more } });
    const hpa = (name: string, one: object): string =>
      JSON.stringify({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name }, spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 3, metrics: [one] } });
    const of = (name: string, one: object): string => type(`echo '${hpa(name, one)}' | kubectl apply -f - >/dev/null; sleep 20; kubectl get hpa ${name} -o jsonpath='{.status.conditions[?(@.type=="ScalingActive")].message}'; kubectl delete hpa ${name} >/dev/null`);
    const none = 'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered';
    expect(of('pods', metric('Pods', {}))).toContain(`unable to get metric rps: ${none}`);
    expect(of('object', metric('Object', { describedObject: { kind: 'Service', name: 's' } }))).toContain(`unable to get metric rps: Service on default s/${none}`);
    expect(of('external', metric('External', {}))).toContain('unable to get external metric default/rps/nil: unable to fetch metrics from external metrics API: the server could not find the requested resource (get rps.external.metrics.k8s.io)');
  });
});
