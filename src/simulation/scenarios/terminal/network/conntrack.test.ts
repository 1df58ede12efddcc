import { describe, expect, it } from 'vitest';
import { deployment } from '../testing/deployment';
import { terminal } from '../testing/terminal';

const MANIFESTS = `${deployment('hello', 'registry.k8s.example/hello:1.0')}${deployment('client', 'nicolaka/netshoot:v1', { more: ', command: [sleep, infinity]' })}
apiVersion: v1
kind: Service
metadata: { name: hello }
spec: { type: NodePort, selector: { app: hello }, ports: [{ port: 80, targetPort: 8000, nodePort: 30080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: nobody }
spec: { selector: { app: nobody }, ports: [{ port: 80 }] }
`;

type Terminal = ReturnType<typeof terminal>;
const nodeOf = (typed: Terminal, name: string): string => typed(`kubectl get pods -l app=${name} -o jsonpath='{.items[0].spec.nodeName}'`).trim();
const ipOf = (typed: Terminal, name: string): string => typed(`kubectl get pods -l app=${name} -o jsonpath='{.items[0].status.podIP}'`).trim();

describe("a node's conntrack", () => {
  it('has what a Pod sent to a Service, translated, until it is forgotten', () => {
    const typed = terminal({ manifests: MANIFESTS });
    const [node, client, server] = [nodeOf(typed, 'client'), ipOf(typed, 'client'), ipOf(typed, 'hello')];
    const service = typed("kubectl get svc hello -o jsonpath='{.spec.clusterIP}'").trim();
    expect(typed(`ssh ${node} conntrack -L -d ${service}`)).toBe('conntrack v1.4.7 (conntrack-tools): 0 flow entries have been shown.\n');
    typed('kubectl exec deploy/client -- curl -s hello');
    const listed = typed(`ssh ${node} conntrack -L -p tcp --dport 80`);
    expect(listed).toMatch(new RegExp(`^tcp      6 1[12]\\d TIME_WAIT src=${client} dst=${service} sport=(\\d+) dport=80 src=${server} dst=${client} sport=8000 dport=\\1 \\[ASSURED\\] mark=0 use=1$`, 'm'));
    expect(listed).toContain('conntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown.');
    expect(typed(`ssh ${node} 'conntrack -L -p udp 2>/dev/null | grep -c dport=53'`).trim()).not.toBe('0');
    typed('sleep 31');
    expect(typed(`ssh ${node} 'conntrack -L -p udp 2>/dev/null | grep -c dport=53'`).trim()).toBe('0');
    typed('sleep 100');
    expect(typed(`ssh ${node} conntrack -C`)).toBe('0\n');
  });

  it('loses what somebody deletes, and says how many', () => {
    const typed = terminal({ manifests: MANIFESTS });
    const node = nodeOf(typed, 'client');
    typed('kubectl exec deploy/client -- curl -s hello');
    expect(typed(`ssh ${node} conntrack -D -p tcp --dport 80`)).toContain('1 flow entries have been deleted.');
    expect(typed(`ssh ${node} 'conntrack -D -p tcp --dport 80; echo $?'`)).toBe('conntrack v1.4.7 (conntrack-tools): 0 flow entries have been deleted.\n1\n');
  });

  it('shows a client that waits for nobody, and none that a rule refused', () => {
    const typed = terminal({ manifests: MANIFESTS });
    const node = nodeOf(typed, 'client');
    const client = ipOf(typed, 'client');
    typed('kubectl exec deploy/client -- curl -s nobody');
    typed('kubectl exec deploy/client -- curl -s --connect-timeout 2 10.244.1.250:80');
    const listed = typed(`ssh ${node} conntrack -L -p tcp`);
    expect(listed).toMatch(new RegExp(`^tcp      6 11\\d SYN_SENT src=${client} dst=10\\.244\\.1\\.250 sport=(\\d+) dport=80 \\[UNREPLIED\\] src=10\\.244\\.1\\.250 dst=${client} sport=80 dport=\\1 mark=0 use=1$`, 'm'));
    expect(listed.match(/^tcp/gm)).toHaveLength(1);
  });

  it('hears from the reader that its command line is wrong as conntrack says it', () => {
    const typed = terminal({});
    const said = (args: string): string => typed(`ssh node-a conntrack ${args}`);
    expect(said('-L --dport 80')).toBe("conntrack v1.4.7 (conntrack-tools): unknown option `--dport'\nTry `conntrack -h' or 'conntrack --help' for more information.\n");
    expect(said('-L -D')).toContain('Invalid commands combination');
    expect(said('-C -p tcp')).toContain("Illegal option `--protonum' with this command");
    expect(said('-L -d foo')).toContain("Invalid IP address `foo'");
    expect(said('-S').split('\n')[0]).toBe('cpu=0   \tfound=0 invalid=0 insert=0 insert_failed=0 drop=0 early_drop=0 error=0 search_restart=0 clash_resolve=0 chaintoolong=0 ');
  });
});
