import { describe, expect, it } from 'vitest';
import { Desk } from '../desk';
import { typed } from '../testing/terminal';

const desk = (): ((line: string) => string) => {
  const one = new Desk({});
  return (line) => typed(one, line).trimEnd();
};

describe('kubectl proxy', () => {
  it('stands before the API server as whoever the kubeconfig says, until it is ended', () => {
    const type = desk();
    type('kubectl proxy &');
    expect(type('curl -s localhost:8001/api/v1/namespaces/default | head -3')).toContain('"kind": "Namespace"');
    expect(type('kubectl proxy')).toBe('error: listen tcp 127.0.0.1:8001: bind: address already in use');
    expect(type('kubectl port-forward -n kube-system deploy/coredns 8001:53')).toContain('address already in use');
    type(`curl -s localhost:8001/api/v1/namespaces/default/configmaps -H 'Content-Type: application/json' -d '{"metadata":{"name":"made"},"data":{"a":"b"}}'`);
    expect(type('kubectl get cm made -o jsonpath={.data.a}')).toBe('b');
    expect(type('kubectl get cm made -o yaml --show-managed-fields')).toContain('manager: curl');
    type("echo '{\"data\":{\"a\":\"c\"}}' > patch.json");
    type('curl -s -X PATCH localhost:8001/api/v1/namespaces/default/configmaps/made -H "Content-Type: application/merge-patch+json" --data @patch.json');
    expect(type('kubectl get cm made -o jsonpath={.data.a}')).toBe('c');
    expect(type('curl -s -d @nothing localhost:8001/api')).toContain('curl: Failed to open nothing');
    type('kill %1');
    expect(type('curl -sS localhost:8001/api')).toContain('curl: (7)');
  });

  it('lets through what it is told to, under the prefix that it is given', () => {
    const type = desk();
    type('kubectl proxy --port=0 --api-prefix=/k8s/ --reject-methods=DELETE &');
    expect(type('curl -s localhost:41027/k8s/api')).toContain('"APIVersions"');
    expect(type('curl -s localhost:41027/api')).toBe('404 page not found');
    expect(type('curl -s -H "Host: elsewhere" localhost:41027/k8s/api')).toBe('Forbidden');
    expect(type('curl -s -X DELETE localhost:41027/k8s/api/v1/namespaces/default')).toBe('Forbidden');
    expect(type('kubectl proxy --port=8002 --accept-paths="("')).toMatch(/^F\d{4} .* proxy_server\.go:87\] Error compiling re: error parsing regexp: missing closing \): `\(`/);
    expect(type('kubectl proxy --www=.')).toBe('error: kubectl proxy --www is not simulated here; kubectl -h lists the commands');
  });

  it('leads a watch as far as its time goes', () => {
    const type = desk();
    type('kubectl proxy &');
    const path = '/api/v1/namespaces/default/configmaps?watch=true';
    type(`curl -s "localhost:8001${path}" > curl.txt & kubectl get --raw "${path}" > raw.txt & sleep 1; kubectl create cm seen; kubectl delete cm seen; sleep 1`);
    const types = (file: string): readonly string[] => type(`cut -d, -f1 ${file}`).split('\n');
    expect(types('curl.txt')).toEqual(['{"type":"ADDED"', '{"type":"ADDED"', '{"type":"DELETED"']);
    expect(type('cat raw.txt')).toBe(type('cat curl.txt'));
    expect(type(`curl -sSi -m 2 "localhost:8001${path}&resourceVersion=99999999" | tail -3`)).toMatch(/^Transfer-Encoding: chunked\n\ncurl: \(28\) Operation timed out after 200\d milliseconds with 0 bytes received$|^curl: \(28\)[^]*chunked/);
    expect(type(`curl -s "localhost:8001${path}&timeoutSeconds=2" | wc -l; date +%s`)).toMatch(/^ *1\n/);
  });

  it('leads a log as far as its container writes it', () => {
    const type = desk();
    type('kubectl proxy &');
    type("kubectl run talk --image=busybox:1.37 --restart=Never -- sh -c 'for i in 1 2 3 4 5 6; do echo line $i; sleep 2; done'");
    type('kubectl wait --for=jsonpath={.status.phase}=Running pod/talk');
    const path = '/api/v1/namespaces/default/pods/talk/log';
    type(`curl -s "localhost:8001${path}?follow=true" > curl.txt & kubectl logs -f talk > logs.txt & kubectl get --raw "${path}?follow=1&tailLines=1" > raw.txt`);
    type('wait');
    expect(type('cat curl.txt')).toBe(['1', '2', '3', '4', '5', '6'].map((one) => `line ${one}`).join('\n'));
    expect(type('cat logs.txt')).toBe(type('cat curl.txt'));
    expect(type('tail -1 raw.txt')).toBe('line 6');
    expect(type('head -1 raw.txt')).not.toBe('line 6');
    expect(type(`curl -s "localhost:8001${path}?follow=true&limitBytes=9"`)).toBe('line 1\nli');
    expect(type(`kubectl get --raw "${path}?follow=true&tailLines=-1&limitBytes=0"`)).toBe('The PodLogOptions "talk" is invalid: \n* tailLines: Invalid value: -1: must be greater than or equal to 0\n* limitBytes: Invalid value: 0: must be greater than 0');
    expect(type(`kubectl get --raw "${path}?sinceTime=yesterday"`)).toBe('Error from server (BadRequest): parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"');
    expect(type(`kubectl get --raw "/api/v1/namespaces/default/pods/nobody/log?follow=true"`)).toBe('Error from server (NotFound): pods "nobody" not found');
  });

  it('says that the API server is not there', () => {
    const type = desk();
    type('kubectl proxy &');
    type('ssh cp-1 sudo mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/');
    type('sleep 60');
    expect(type('curl -si localhost:8001/api')).toMatch(/^HTTP\/1\.1 500 Internal Server Error[^]*dial tcp 192\.168\.0\.10:6443: connect: connection refused$/);
  });
});

describe('curl in a Pod', () => {
  it('writes to the API server as far as its account may', () => {
    const type = desk();
    type('kubectl create serviceaccount robot');
    type('kubectl create role writer --verb=create,get --resource=configmaps');
    type('kubectl create rolebinding writer --role=writer --serviceaccount=default:robot');
    type(`kubectl run t --image=curlimages/curl --overrides='{"spec":{"serviceAccountName":"robot"}}' --command -- sleep 1000`);
    type('sleep 15');
    const curl = (what: string): string => type(`kubectl exec t -- sh -c 'curl -sk -H "Authorization: Bearer $(cat /var/run/secrets/kubernetes.io/serviceaccount/token)" ${what}'`);
    const maps = 'https://kubernetes.default.svc/api/v1/namespaces/default/configmaps';
    expect(curl(`--json "{\\"metadata\\":{\\"name\\":\\"mine\\"}}" ${maps}`)).toContain('"name": "mine"');
    expect(curl(`-X DELETE ${maps}/mine`)).toContain('configmaps \\"mine\\" is forbidden: User \\"system:serviceaccount:default:robot\\" cannot delete resource');
    expect(curl(`-i ${maps}/mine`)).toMatch(/^HTTP\/2 200 \r?\ncache-control: no-cache, private/);
    expect(type('kubectl get cm mine -o name')).toBe('configmap/mine');
  });
});
