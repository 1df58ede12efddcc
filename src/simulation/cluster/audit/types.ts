/** The audit log of an API server as plain data. Times in µs since 1970. */

export type AuditLevel = 'None' | 'Metadata' | 'Request' | 'RequestResponse';
export type AuditStage = 'RequestReceived' | 'ResponseStarted' | 'ResponseComplete' | 'Panic';

export interface GroupResources {
  readonly group: string;
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
}

export interface AuditRule {
  readonly level: AuditLevel;
  readonly users: readonly string[];
  readonly userGroups: readonly string[];
  readonly verbs: readonly string[];
  readonly resources: readonly GroupResources[];
  readonly namespaces: readonly string[];
  readonly nonResourceURLs: readonly string[];
  /** Those of the whole policy among them. */
  readonly omitStages: readonly AuditStage[];
  readonly omitManagedFields: boolean;
}

/** `audit.k8s.io/v1` Policy. */
export interface AuditPolicy {
  readonly rules: readonly AuditRule[];
}

/** What the API server was started with. */
export interface AuditSettings {
  readonly policy: AuditPolicy;
  /** Where its file lies on the machine; undefined where the path is not one of the machine's, so that nobody outside the container sees it. */
  readonly path?: string;
  /** Bytes; 0: it is not rotated. */
  readonly maxSize: number;
  /** 0: all stay. */
  readonly maxBackups: number;
  /** µs; 0: they stay for ever. */
  readonly maxAge: number;
  readonly compress: boolean;
}

/** A file of lines. The oldest are left out where there are too many to keep; `bytes` counts all of them. */
export interface AuditFile {
  readonly chunks: readonly (readonly string[])[];
  readonly bytes: number;
  readonly at: number;
  readonly compressed?: true;
}

export interface AuditLog {
  /** Undefined: the API server that runs writes none. */
  readonly settings?: AuditSettings;
  /** By their paths on the machine. */
  readonly files: Readonly<Record<string, AuditFile>>;
  /** How many requests have been numbered. */
  readonly count: number;
  /** When somebody who goes on asking was heard last, by what is asked: one watch, one log that is followed. */
  readonly going: Readonly<Record<string, number>>;
}
