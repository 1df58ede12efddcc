/** How well an object or an application is (gitops-engine pkg/health/health.go). */
export type HealthCode = 'Healthy' | 'Suspended' | 'Progressing' | 'Missing' | 'Degraded' | 'Unknown';

/** An empty status: a script that says nothing. */
export interface Health {
  readonly status: HealthCode | '';
  readonly message: string;
}

const ORDER: readonly string[] = ['Healthy', 'Suspended', 'Progressing', 'Missing', 'Degraded', 'Unknown'] satisfies HealthCode[];

export const isHealthCode = (text: string): text is HealthCode => ORDER.includes(text);

/** health.IsWorse. A status that there is not counts as the best. */
export const isWorse = (current: string, next: string): boolean => Math.max(ORDER.indexOf(next), 0) > Math.max(ORDER.indexOf(current), 0);

export const healthy = (message = ''): Health => ({ status: 'Healthy', message });
export const progressing = (message = ''): Health => ({ status: 'Progressing', message });
export const degraded = (message = ''): Health => ({ status: 'Degraded', message });
export const suspended = (message = ''): Health => ({ status: 'Suspended', message });
export const unknown = (message = ''): Health => ({ status: 'Unknown', message });
