import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

describe('an Event', () => {
  it('is the same line in both of its groups', () => {
    const type = terminal({}, 9000);
    type('kubectl run once --image=nginx:1.30; sleep 10');
    const lines = type('kubectl get events.events.k8s.io');
    expect(lines).toContain('pod/once');
    expect(lines).toBe(type('kubectl get events'));
  });

  it('ends an hour after it was told last', () => {
    const type = terminal({}, 9000);
    type('kubectl run once --image=nginx:1.30; kubectl run never --image=nginx:nowhere');
    const events = (pod: string): string => type(`kubectl events --for pod/${pod} -o name 2>/dev/null | wc -l`).trim();
    type('sleep 3500');
    expect(Number(events('once'))).toBeGreaterThan(3);
    type('sleep 200');
    expect(events('once')).toBe('0');
    expect(type('kubectl events --for pod/once')).toBe('No events found in default namespace.\n');
    // The image is still tried, so what is said of it lives on.
    expect(type('kubectl events --for pod/never')).toContain('Back-off pulling image');
  });
});
