/** Of a released binary (k8s.io/apimachinery/pkg/version Info); which commit it was built of, when and with which compiler of Go is left out. */
export interface BinaryVersion {
  readonly major: string;
  readonly minor: string;
  readonly gitVersion: string;
  readonly gitTreeState: string;
  readonly compiler: string;
  readonly platform: string;
}

export interface ServerVersion extends BinaryVersion {
  /** The version that it behaves as, and the oldest that it can go back to (KEP-4330). */
  readonly emulationMajor: string;
  readonly emulationMinor: string;
  readonly minCompatibilityMajor: string;
  readonly minCompatibilityMinor: string;
}

const minorOf = (gitVersion: string): number => Number(/^v1\.(\d+)/.exec(gitVersion)?.[1] ?? 0);

const BUILT = { gitTreeState: 'clean', compiler: 'gc', platform: 'linux/amd64' };

export const binaryVersion = (gitVersion: string): BinaryVersion => ({ major: '1', minor: String(minorOf(gitVersion)), gitVersion, ...BUILT });

/** What kube-apiserver answers to `GET /version` (apiserver pkg/server/routes/version.go). */
export function serverVersion(gitVersion: string): ServerVersion {
  const minor = minorOf(gitVersion);
  return { major: '1', minor: String(minor), emulationMajor: '1', emulationMinor: String(minor), minCompatibilityMajor: '1', minCompatibilityMinor: String(minor - 1), gitVersion, ...BUILT };
}
