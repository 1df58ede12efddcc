/** What Pod Security reads of a Pod (core/v1), and what a check is. */

export interface AppArmorProfile { readonly type?: string }
export interface SeccompProfile { readonly type?: string }
export interface SELinuxOptions { readonly type?: string; readonly user?: string; readonly role?: string }
interface WindowsOptions { readonly hostProcess?: boolean | null }

/** What the security context of a Pod and that of a container have in common. */
interface SharedContext {
  readonly appArmorProfile?: AppArmorProfile | null;
  readonly seccompProfile?: SeccompProfile | null;
  readonly seLinuxOptions?: SELinuxOptions | null;
  readonly windowsOptions?: WindowsOptions | null;
  readonly runAsNonRoot?: boolean | null;
  readonly runAsUser?: number | null;
}

export interface PodSecurityContext extends SharedContext {
  readonly sysctls?: readonly { readonly name: string }[] | null;
}

export interface SecurityContext extends SharedContext {
  readonly allowPrivilegeEscalation?: boolean | null;
  readonly capabilities?: { readonly add?: readonly string[] | null; readonly drop?: readonly string[] | null } | null;
  readonly privileged?: boolean | null;
  readonly procMount?: string | null;
}

/** A probe or a lifecycle handler. */
export interface Handler {
  readonly httpGet?: { readonly host?: string } | null;
  readonly tcpSocket?: { readonly host?: string } | null;
}

export interface SecuredContainer {
  readonly name: string;
  readonly image?: string;
  readonly securityContext?: SecurityContext | null;
  readonly ports?: readonly { readonly hostPort?: number }[] | null;
  readonly livenessProbe?: Handler | null;
  readonly readinessProbe?: Handler | null;
  readonly startupProbe?: Handler | null;
  readonly lifecycle?: { readonly postStart?: Handler | null; readonly preStop?: Handler | null } | null;
}

export interface SecuredPodSpec {
  readonly containers?: readonly SecuredContainer[] | null;
  readonly initContainers?: readonly SecuredContainer[] | null;
  readonly ephemeralContainers?: readonly SecuredContainer[] | null;
  readonly volumes?: readonly ({ readonly name: string } & Readonly<Record<string, unknown>>)[] | null;
  readonly securityContext?: PodSecurityContext | null;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly hostUsers?: boolean | null;
  readonly os?: { readonly name?: string } | null;
  readonly runtimeClassName?: string | null;
}

/** A Pod, or the template of a workload. */
export interface SecuredPod {
  readonly metadata?: { readonly name?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: SecuredPodSpec;
}

/** Why a check fails: upstream's words, and the fields that have to change. */
export interface CheckFailure {
  readonly reason: string;
  readonly detail: string;
  /** Fields below the Pod, such as `spec.containers[0].securityContext.privileged`; some may be absent and have to be set. */
  readonly at: readonly string[];
}

/** undefined: the Pod passes. */
export type PodCheck = (pod: SecuredPod) => CheckFailure | undefined;

export type Level = 'privileged' | 'baseline' | 'restricted';

export interface Check {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** From which minor version of Kubernetes each form of the check holds, rising; it may stand in for checks of baseline. */
  readonly versions: readonly { readonly since: number; readonly check: PodCheck; readonly overrides?: readonly string[] }[];
}
