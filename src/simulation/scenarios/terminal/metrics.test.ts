import { describe, expect, it } from 'vitest';
import { ADDONS } from './addons';
import { Desk } from './desk';
import type { Start } from './start';

/** A terminal that prints what each line prints. */
export function terminal(start: Start): (text: string) => string {
  const desk = new Desk(start, undefined, undefined, ADDONS);
  return (text) => {
    let report = desk.ask({ kind: 'line', text });
    let { out } = report;
    for (let count = 0; report.mode === 'running' && count < 2000; count += 1) {
      report = desk.ask({ kind: 'advance', until: report.report.picture.now + 1_000_000 });
      out += report.out;
    }
    return out;
  };
}

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
