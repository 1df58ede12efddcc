import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

const SHOP = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  ingressClassName: lab
  tls: [{hosts: [shop.example.com], secretName: shop-tls}]
  rules: [{host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
`;
const X509 = 'openssl x509 -noout -subject -issuer -enddate';

describe('openssl s_client', () => {
  const type = terminal({ addons: ['load-balancer', 'ingress'], installed: ['ingress'], manifests: SHOP, settled: 40 });

  it('shows what the API server, a kubelet and an etcd member serve, as their files are', () => {
    const api = type(`openssl s_client -connect 192.168.0.10:6443 </dev/null 2>/dev/null | ${X509}`);
    expect(api).toBe(type(`ssh cp-1 ${X509} -in /etc/kubernetes/pki/apiserver.crt`));
    expect(api).toContain('CN = kube-apiserver');
    expect(type(`ssh cp-1 "echo | openssl s_client -connect 127.0.0.1:6443 2>/dev/null | ${X509}"`)).toBe(api);
    expect(type(`openssl s_client -connect 192.168.0.11:10250 </dev/null 2>/dev/null | ${X509}`)).toBe(type(`ssh node-a ${X509} -in /var/lib/kubelet/pki/kubelet.crt`));
    expect(type(`openssl s_client -connect etcd-1:2379 </dev/null 2>/dev/null | ${X509}`)).toBe(type(`ssh etcd-1 ${X509} -in /etc/etcd/pki/server.crt`));
    expect(type(`openssl s_client -connect 10.96.0.1:443 </dev/null 2>&1 | grep -c errno`)).toBe('1\n');
  });

  it('verifies by a file of authorities, and says what is wrong', () => {
    type('scp cp-1:/etc/kubernetes/pki/ca.crt ca.crt');
    expect(type('openssl s_client -connect 192.168.0.10:6443 -CAfile ca.crt </dev/null 2>/dev/null | tail -2')).toBe('Verify return code: 0 (ok)\n---\n');
    expect(type('openssl s_client -connect 192.168.0.10:6443 </dev/null 2>/dev/null | tail -2')).toBe('Verify return code: 21 (unable to verify the first certificate)\n---\n');
    expect(type('openssl s_client -connect 192.168.0.11:10250 </dev/null 2>/dev/null | tail -2')).toBe('Verify return code: 18 (self-signed certificate)\n---\n');
    expect(type('openssl s_client -connect 192.168.0.10:6443 </dev/null 2>&1 >/dev/null | grep num=')).toBe('verify error:num=20:unable to get local issuer certificate\nverify error:num=21:unable to verify the first certificate\n');
    type('ssh etcd-2 systemctl stop etcd');
    expect(type('openssl s_client -connect etcd-2:2379 </dev/null')).toMatch(/connect:errno=111\n$/);
    expect(type('openssl s_client -connect nowhere.example:443 </dev/null')).toMatch(/connect:errno=0\n$/);
    expect(type('openssl s_client -connect 192.168.0.10 </dev/null')).toContain('malformed or ambiguous');
  });

  it('asks an Ingress by the name of the server', () => {
    type('openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=shop.example.com -addext subjectAltName=DNS:shop.example.com -keyout tls.key -out tls.crt; kubectl create secret tls shop-tls --cert=tls.crt --key=tls.key; sleep 5');
    const at = "$(kubectl -n ingress-system get svc -o jsonpath='{.items[0].status.loadBalancer.ingress[0].ip}'):443";
    expect(type(`openssl s_client -connect ${at} -servername shop.example.com </dev/null 2>/dev/null | openssl x509 -noout -ext subjectAltName`)).toContain('DNS:shop.example.com');
    expect(type(`openssl s_client -connect ${at} -servername shop.example.com -showcerts </dev/null 2>/dev/null | grep -c BEGIN`)).toBe('1\n');
    expect(type(`openssl s_client -connect ${at} -servername other.example.com </dev/null 2>/dev/null | openssl x509 -noout -subject`)).toBe('subject=CN = ingress.local\n');
    expect(type("openssl s_client -connect $(kubectl -n ingress-system get svc -o jsonpath='{.items[0].status.loadBalancer.ingress[0].ip}'):80 </dev/null 2>&1")).toContain('wrong version number');
  });
});
