import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

describe('claims of a StatefulSet that go with it', () => {
  it('belong to it from the beginning: nobody else has written to them by then', () => {
    const desk = new Desk({});
    typed(desk, `kubectl create -f - <<X
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: 2
  podManagementPolicy: Parallel
  serviceName: web
  persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Delete}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx, volumeMounts: [{name: d, mountPath: /d}]}]}
  volumeClaimTemplates:
  - metadata: {name: d}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
X
sleep 10`);
    expect(typed(desk, "kubectl get pvc -o jsonpath='{.items[*].metadata.ownerReferences[*].kind} {.items[*].status.phase}'")).toBe('StatefulSet StatefulSet Bound Bound');
    const events = typed(desk, 'kubectl get events --field-selector involvedObject.name=web -o custom-columns=R:.reason,C:.count --no-headers');
    expect(events.trim().split(/\s*\n/)).toEqual(Array.from({ length: 4 }, () => expect.stringMatching(/^SuccessfulCreate +1$/)));
  });
});
