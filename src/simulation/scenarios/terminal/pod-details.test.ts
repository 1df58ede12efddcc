import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

const POD = (name: string, spec: string): string => `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  terminationGracePeriodSeconds: 1\n${spec}\n`;
const PODS = [
  POD('plain', '  containers: [{name: c, image: "nginx:1.29"}]'),
  POD('unmounted', '  volumes: [{name: v, configMap: {name: missing}}]\n  containers: [{name: c, image: "nginx:1.29"}]'),
  POD('placed', '  nodeName: node-c\n  containers: [{name: c, image: "nginx:1.29"}]'),
  POD('too-big', '  nodeName: node-a\n  containers: [{name: c, image: "nginx:1.29", resources: {requests: {cpu: "90"}}}]'),
  POD('windows', '  nodeName: node-a\n  os: {name: windows}\n  containers: [{name: c, image: "nginx:1.29"}]'),
].join('');

describe('a Pod in full, as a real cluster shows it', () => {
  const type = terminal({ files: { 'pods.yaml': PODS } });
  type('kubectl apply -f pods.yaml');
  type('sleep 10');

  it('has resources in its status where it asks for none', () => {
    expect(type("kubectl get pod plain -o jsonpath='{.status.resources}{.status.containerStatuses[0].resources}'")).toContain('{}{}');
    expect(type('kubectl get pod plain -o yaml')).toContain('  qosClass: BestEffort\n  resources: {}\n');
  });

  it('does not wait for a volume that no container mounts', () => {
    expect(type('kubectl get pod unmounted')).toMatch(/unmounted\s+1\/1\s+Running/);
  });

  it('gets the zone of the node that it names when it is created', () => {
    expect(type('kubectl get pod placed --show-labels')).toContain('topology.kubernetes.io/zone=kr-b');
  });

  it('is refused with the generation that was looked at', () => {
    expect(type("kubectl get pod too-big -o jsonpath='{.status.phase} {.status.observedGeneration}'")).toContain('Failed 1');
  });

  it('is refused by a node of another operating system', () => {
    expect(type('kubectl get pod windows')).toMatch(/windows\s+0\/1\s+PodOSNotSupported/);
    expect(type('kubectl describe pod windows')).toContain("Pod was rejected: Failed to admit pod as the OS field doesn't match node OS");
  });

  it('has been scheduled before anything else, in its description', () => {
    const events = type('kubectl describe pod plain').split('Message\n')[1] ?? '';
    expect(events.split('\n')[1]).toContain('Scheduled');
  });

  it("has the scheduler's machine in its events", () => {
    expect(type("kubectl get events --field-selector reason=Scheduled,involvedObject.name=plain -o jsonpath='{.items[*].reportingInstance}'")).toContain('default-scheduler-cp-1');
  });

  it('keeps its ephemeral containers in the order in which they came', () => {
    type('kubectl debug plain --image=busybox:1.37 -c zz --attach=false -- sleep 99');
    type('kubectl debug plain --image=busybox:1.37 -c aa --attach=false -- sleep 99');
    expect(type("kubectl get pod plain -o jsonpath='{.spec.ephemeralContainers[*].name}'")).toContain('zz aa');
    expect(type('kubectl debug plain --image=nginx:1.29 -c zz --attach=false')).toMatch(/existing ephemeral containers "zz" may not be changed\n\s*@@/);
  });

  it('cannot be evicted under two budgets, and the refusal names no reason', () => {
    type('kubectl label pod plain app=plain');
    type('kubectl create pdb one --selector=app=plain --min-available=0');
    type('kubectl create pdb two --selector=app=plain --min-available=0');
    type(`echo '{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"plain"}}' > e.json`);
    expect(type('kubectl create --raw /api/v1/namespaces/default/pods/plain/eviction -f e.json')).toContain('Error from server: This pod has more than one PodDisruptionBudget');
  });
});

describe('what stands around Pods', () => {
  const type = terminal({
    files: {
      'own.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: own}\nspec: {ports: [{port: 99, name: q}]}\n---\napiVersion: v1\nkind: Endpoints\nmetadata: {name: own}\nsubsets: [{addresses: [{ip: 10.9.9.9}], ports: [{port: 99, name: q}]}]\n',
      'all.yaml': `apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: lb}
spec: {type: LoadBalancer, selector: {app: db}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 1
  selector: {matchLabels: {app: db}}
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: "nginx:1.29"}]}}
${['tmp', 'srv'].map((root) => `---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv-${root}}
spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: Delete, storageClassName: manual, hostPath: {path: /${root}/data}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: pv-${root}}
spec: {accessModes: [ReadWriteOnce], storageClassName: manual, volumeName: pv-${root}, resources: {requests: {storage: 1Gi}}}`).join('\n')}
`,
    },
  });
  type('kubectl apply -f all.yaml');
  type('sleep 20');

  it('names of a StatefulSet come of its own, and the prefix is noted', () => {
    expect(type("kubectl get pod db-0 -o jsonpath='{.metadata.generateName}'")).toContain('db-');
    expect(type("kubectl get controllerrevisions -o jsonpath='{.items[0].data.spec.template.spec.containers[0].resources}'")).toContain('{}');
  });

  it('a slice that was made in place of another keeps the prefix of its name', () => {
    expect(type("kubectl get endpointslices -l kubernetes.io/service-name=db -o jsonpath='{.items[0].metadata.generateName}'")).toContain('db-');
  });

  it('an address of a load balancer is a VIP unless it says otherwise', () => {
    type(`kubectl patch svc lb --subresource=status -p '{"status":{"loadBalancer":{"ingress":[{"ip":"203.0.113.9"}]}}}'`);
    expect(type("kubectl get svc lb -o jsonpath='{.status}'")).toContain('{"loadBalancer":{"ingress":[{"ip":"203.0.113.9","ipMode":"VIP"}]}}');
  });

  it('a hostPath volume is deleted where it lies in /tmp, and fails elsewhere', () => {
    type('kubectl delete pvc pv-tmp pv-srv');
    type('sleep 5');
    expect(type('kubectl get pv pv-tmp')).toContain('NotFound');
    expect(type('kubectl describe pv pv-srv')).toContain('host_path deleter only supports /tmp/.+ but received provided /srv/data');
  });

  it('Endpoints that somebody wrote for a Service without a selector are mirrored into a slice, and go with it', () => {
    type('kubectl apply -f own.yaml');
    type('sleep 2');
    expect(type('kubectl get endpointslices -l kubernetes.io/service-name=own')).toMatch(/own-\w{5}\s+IPv4\s+99\s+10.9.9.9/);
    expect(type("kubectl get endpointslices -l kubernetes.io/service-name=own -o jsonpath='{.items[0].metadata.labels}'")).toContain('"endpointslice.kubernetes.io/managed-by":"endpointslicemirroring-controller.k8s.io"');
    expect(type('kubectl describe svc own')).toMatch(/Endpoints:\s+10.9.9.9:99/);
    type(`kubectl patch endpoints own --type=json -p '[{"op":"replace","path":"/subsets/0/addresses/0/ip","value":"10.9.9.10"}]'`);
    type('sleep 2');
    expect(type('kubectl describe svc own')).toMatch(/Endpoints:\s+10.9.9.10:99/);
    type('kubectl delete endpoints own');
    type('sleep 2');
    expect(type('kubectl get endpointslices -l kubernetes.io/service-name=own')).toContain('No resources found');
  });

  it("a node's lease is owned by it", () => {
    expect(type("kubectl get lease -n kube-node-lease node-a -o jsonpath='{.metadata.ownerReferences[0].kind}/{.metadata.ownerReferences[0].name}'")).toContain('Node/node-a');
  });

  it('kubectl run --expose gives the labels that were asked for to both', () => {
    expect(type('kubectl run web --image=nginx:1.29 --port=80 --expose --labels=a=b --dry-run=client -o yaml').match(/ {2}labels:\n {4}a: b\n/g)).toHaveLength(2);
  });
});
