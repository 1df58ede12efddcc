import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

describe('a certificate that a reader asks for', () => {
  it('is signed when the request is approved, and lets its bearer in', () => {
    const desk = new Desk({});
    typed(desk, 'openssl genrsa -out jane.key 2048; openssl req -new -key jane.key -subj /O=dev/CN=jane -out jane.csr');
    typed(desk, `kubectl create -f - <<X
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata: {name: jane}
spec:
  request: $(base64 -w0 < jane.csr)
  signerName: kubernetes.io/kube-apiserver-client
  usages: [client auth]
X`);
    expect(typed(desk, 'kubectl get csr jane --no-headers')).toMatch(/ Pending$/m);
    expect(typed(desk, 'kubectl describe csr jane')).toMatch(/Common Name: +jane\n[^]*Organization: +dev\n/);
    typed(desk, 'kubectl certificate approve jane; sleep 1');
    expect(typed(desk, 'kubectl get csr jane --no-headers')).toMatch(/ Approved,Issued$/m);
    typed(desk, "kubectl get csr jane -o jsonpath='{.status.certificate}' | base64 -d > jane.crt");
    expect(typed(desk, 'openssl x509 -in jane.crt -noout -subject -issuer')).toBe('subject=O = dev, CN = jane\nissuer=CN = kubernetes\n');
    const whoami = /Username +jane\n[^]*\[dev system:authenticated\]/;
    typed(desk, 'kubectl config set-credentials jane --client-certificate jane.crt --client-key=jane.key');
    expect(typed(desk, 'kubectl auth whoami --user jane')).toMatch(whoami);
    expect(typed(desk, "kubectl config view -o jsonpath='{.users[0].user}'")).toMatch(/"client-certificate":"\/home\/\w+\/jane\.crt"/);
    typed(desk, 'kubectl config set-credentials jane --client-certificate jane.crt --client-key=jane.key --embed-certs; rm jane.crt');
    expect(typed(desk, 'kubectl auth whoami --user jane')).toMatch(whoami);
    expect(typed(desk, 'kubectl config set-credentials jane --client-certificate jane.crt --embed-certs')).toBe('error: could not stat client-certificate file jane.crt: stat jane.crt: no such file or directory\n');
  });

  it('is refused where it holds no request', () => {
    const desk = new Desk({});
    const said = typed(desk, `kubectl create --validate=false -f - <<X
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata: {name: empty}
spec: {signerName: kubernetes.io/kube-apiserver-client-kubelet}
X`);
    expect(said).toContain('* spec.request: Invalid value: null: PEM block type must be CERTIFICATE REQUEST\n* spec.usages: Required value');
  });

  it('is selected by its signer, and named with its type or without', () => {
    const desk = new Desk({});
    typed(desk, 'openssl genrsa -out k.key 2048; openssl req -new -key k.key -subj /CN=k -out k.csr');
    typed(desk, `kubectl create -f - <<X
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata: {name: mine}
spec: {request: $(base64 -w0 < k.csr), signerName: example.com/mine, usages: [server auth]}
X`);
    expect(typed(desk, 'kubectl get csr -o name --field-selector spec.signerName=example.com/mine')).toBe('certificatesigningrequest.certificates.k8s.io/mine\n');
    expect(typed(desk, 'kubectl get csr -o name --field-selector spec.signerName=example.com/other')).toBe('');
    expect(typed(desk, 'kubectl certificate approve csr/mine')).toBe('certificatesigningrequest.certificates.k8s.io/mine approved\n');
    expect(typed(desk, 'kubectl certificate approve cm/kube-root-ca.crt')).toBe('error: namespace may not be empty when retrieving a resource by name\n');
    expect(typed(desk, 'kubectl certificate approve node/node-a')).toBe('error: can only handle CertificateSigningRequest.certificates.k8s.io objects, got Node\n');
    expect(typed(desk, 'kubectl certificate frob; echo $?')).toMatch(/^Modify certificate resources\.\n[^]*\n0\n$/);
  });
});
