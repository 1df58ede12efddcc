/** What Windows and Linux Pods may not have, and Windows' own options (pkg/apis/core/validation). */
import { forbidden, invalid, invalidNamed, notSupported, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { WindowsSecurityContextOptions } from '../../generated/types/core.v1';
import { byteLength, dns1123SubdomainErrors } from '../../names';
import type { PodSpec } from '../../types';
import { visitContainers } from './containers-of';

const LONGEST_SPEC = 64 * 1024;
const NET_BIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const BAD_CHARACTERS = /["/\\:;|=,+*?<>@[\]]/;
const isControl = (char: string): boolean => char < ' ' || char === '\u007f';

/** What is wrong with `DOMAIN\USER`, in upstream's order. */
function userNameErrors(text: string): readonly string[] {
  if (text === '') return ['runAsUserName cannot be an empty string'];
  if ([...text].some(isControl)) return ['runAsUserName cannot contain control characters'];
  const parts = text.split('\\');
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash'];
  const [user = '', domain] = [...parts].reverse();
  const checks: readonly (readonly [boolean, string])[] = [
    [byteLength(domain ?? '') >= 256, "runAsUserName's Domain length must be under 256 characters"],
    [domain !== undefined && !NET_BIOS.test(domain) && !DOMAIN.test(domain), "runAsUserName's Domain doesn't match the NetBios nor the DNS format"],
    [user === '', "runAsUserName's User cannot be empty"],
    [byteLength(user) > 104, "runAsUserName's User length must not be longer than 104 characters"],
    [/^[. ]+$/.test(user), "runAsUserName's User cannot contain only periods or spaces"],
    [BAD_CHARACTERS.test(user), `runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`],
  ];
  return checks.filter(([wrong]) => wrong).map(([, message]) => message);
}

/** validateWindowsSecurityContextOptions. */
export function validateWindowsOptions(options: WindowsSecurityContextOptions | undefined, path: string): FieldError[] {
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName: user } = options ?? {};
  const each = (field: string, value: string | undefined, messages: readonly string[]): FieldError[] => messages.map((message) => invalidNamed(`${path}.${field}`, value ?? '', message));
  const specErrors = spec === undefined ? [] : spec === '' ? ['gmsaCredentialSpec cannot be an empty string'] : byteLength(spec) > LONGEST_SPEC ? ['gmsaCredentialSpec size must be under 64 KiB'] : [];
  return [
    ...each('gmsaCredentialSpecName', name, name === undefined ? [] : dns1123SubdomainErrors(name)),
    ...each('gmsaCredentialSpec', spec, specErrors),
    ...each('runAsUserName', user, user === undefined ? [] : userNameErrors(user)),
  ];
}

/** validateWindowsHostProcessPod: all containers or none. */
export function validateHostProcess(spec: PodSpec, path: string): FieldError[] {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  const containers = visitContainers(spec, path).map(({ container, path: at }) => ({ own: container.securityContext?.windowsOptions?.hostProcess, at }));
  const errors = containers.flatMap(({ own, at }) =>
    ofPod !== undefined && own !== undefined && own !== ofPod
      ? [invalid(`${at}.securityContext.windowsOptions.hostProcess`, own, `pod hostProcess value must be identical if both are specified, was ${String(ofPod)}`)]
      : [],
  );
  const count = containers.filter(({ own }) => own ?? ofPod === true).length;
  if (count > 0 && count !== containers.length) errors.push(invalid(path, '', 'If pod contains any hostProcess containers then all containers must be HostProcess containers'));
  if (count > 0 && spec.hostNetwork !== true) errors.push(invalid(`${path}.hostNetwork`, false, 'hostNetwork must be true if pod contains any hostProcess containers'));
  return errors;
}

const NOT_FOR_WINDOWS_CONTAINERS = [
  'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation', 'procMount', 'runAsUser', 'runAsGroup',
] as const;

/** What of the Pod, in upstream's order; `spec` stands before a field of the spec itself. */
function windowsPodFields(spec: PodSpec): readonly (readonly [string, boolean])[] {
  const { securityContext: context = {} } = spec;
  const ofContext = (...names: readonly (keyof typeof context)[]): (readonly [string, boolean])[] =>
    names.map((name) => [`securityContext.${name}`, name === 'sysctls' ? (context.sysctls ?? []).length > 0 : context[name] !== undefined]);
  return [
    ...ofContext('appArmorProfile', 'seLinuxOptions'),
    ['hostUsers', spec.hostUsers !== undefined],
    ['hostPID', spec.hostPID === true],
    ['hostIPC', spec.hostIPC === true],
    ...ofContext('seccompProfile', 'fsGroup', 'fsGroupChangePolicy', 'sysctls'),
    ['shareProcessNamespace', spec.shareProcessNamespace !== undefined],
    ...ofContext('runAsUser', 'runAsGroup', 'supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'),
  ];
}

/** validateWindows. */
function validateWindows(spec: PodSpec, path: string): FieldError[] {
  const no = (field: string): FieldError => forbidden(field, 'cannot be set for a windows pod');
  return [
    ...windowsPodFields(spec).filter(([, set]) => set).map(([field]) => no(`${path}.${field}`)),
    ...visitContainers(spec, path).flatMap(({ container: { securityContext }, path: at }) =>
      NOT_FOR_WINDOWS_CONTAINERS.filter((field) => securityContext?.[field] !== undefined).map((field) => no(`${at}.securityContext.${field}`)),
    ),
  ];
}

/** validateLinux. */
function validateLinux(spec: PodSpec, path: string): FieldError[] {
  const places = [{ context: spec.securityContext, at: path }, ...visitContainers(spec, path).map(({ container, path: at }) => ({ context: container.securityContext, at }))];
  return places.filter(({ context }) => context?.windowsOptions !== undefined).map(({ at }) => forbidden(`${at}.securityContext.windowsOptions`, 'windows options cannot be set for a linux pod'));
}

/** validateOS, and what the system named does not have. */
export function validateOs(spec: PodSpec, path: string): FieldError[] {
  if (spec.os === undefined) return [];
  const name = spec.os.name ?? '';
  if (name === '') return [required(`${path}.os.name`)];
  if (name === 'linux') return validateLinux(spec, path);
  return name === 'windows' ? validateWindows(spec, path) : [{ ...notSupported(`${path}.os`, name, ['linux', 'windows']), at: `${path}.os.name` }];
}
