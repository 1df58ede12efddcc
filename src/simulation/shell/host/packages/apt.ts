/**
 * apt-get, apt, apt-mark, apt-cache and dpkg on a node, for the packages of pkgs.k8s.io (apt 3.0: apt-pkg, apt-private, cmdline/apt-mark.cc; without a terminal). Debian's own packages are not there;
 * sizes and times are estimated.
 */
import { compareVersions } from '../../../base/debian-version';
import { addressOf, installedIn, knownIn, listPath, listText, repositoryOf, sourcesIn, STATUS, statusText } from '../../../cluster/node/host/packages/packages';
import type { Installed, Package } from '../../../cluster/node/host/packages/packages';
import { writeFile } from '../../files/tree';
import type { Process, Program, Shell } from '../../shell';
import type { Steps } from '../../steps';

const SECOND = 1_000_000;
const CDN = 'https://prod-cdn.packages.k8s.io/repositories/isv:/kubernetes:/core:/stable:';

function write(shell: Shell, path: string, text: string): void {
  shell.change(writeFile(shell.tree, shell.ground, path, text, shell.host.now()));
}

const READING = 'Reading package lists...\n';
const BUILDING = `${READING}Building dependency tree...\nReading state information...\n`;

function* update({ shell, out, err }: Process): Steps<number> {
  const { minors, unknown } = sourcesIn(shell.tree);
  yield { do: 'sleep', micros: 2 * SECOND };
  let failed = unknown.length;
  minors.forEach((minor, at) => {
    const packages = repositoryOf(minor);
    const from = `${CDN}/v1.${minor}/deb`;
    if (packages === undefined) {
      out.write(`Err:${at + 1} ${from}  InRelease\n  403  Forbidden [IP: 192.0.2.31 443]\n`);
      failed += 1;
      return;
    }
    const fresh = shell.tree[listPath(minor)] === undefined;
    out.write(fresh ? `Get:${2 * at + 1} ${from}  InRelease [1,224 B]\nGet:${2 * at + 2} ${from}  Packages [5,096 B]\n` : `Hit:${at + 1} ${from}  InRelease\n`);
    write(shell, listPath(minor), listText(packages));
  });
  out.write(READING);
  for (const line of unknown) err.write(`E: The repository '${line.replace(/^deb\s+(\[[^\]]*\]\s+)?/, '')} Release' does not have a Release file.\n`);
  for (const minor of minors) if (repositoryOf(minor) === undefined) err.write(`E: Failed to fetch ${addressOf(minor)}/InRelease  403  Forbidden [IP: 192.0.2.31 443]\nE: The repository '${addressOf(minor)}  InRelease' is not signed.\n`);
  return failed > 0 ? 100 : 0;
}

const glob = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);

const newest = <T extends Package>(packages: readonly T[]): T | undefined => packages.reduce<T | undefined>((best, one) => (best === undefined || compareVersions(one.version, best.version) > 0 ? one : best), undefined);

interface Flags {
  readonly yes: boolean;
  readonly changeHeld: boolean;
  readonly downgrade: boolean;
  readonly simulate: boolean;
}

function* install({ shell, out, err, input }: Process, words: readonly string[], { yes, changeHeld, downgrade, simulate }: Flags, onlyUpgrade = false): Steps<number> {
  const known = knownIn(shell.tree);
  const installed = installedIn(shell.tree);
  out.write(BUILDING);
  const wanted: (Package & { readonly minor: number })[] = [];
  for (const word of words) {
    const [name = '', version] = word.split('=') as [string, string | undefined];
    const all = known.filter((one) => one.name === name);
    if (all.length === 0) {
      err.write(`E: Unable to locate package ${name}\n`);
      return 100;
    }
    const found = newest(version === undefined ? all : all.filter((one) => glob(version).test(one.version)));
    if (found === undefined) {
      err.write(`E: Version '${version ?? ''}' for '${name}' was not found\n`);
      return 100;
    }
    if (version?.includes('*') === true) out.write(`Selected version '${found.version}' (isv:kubernetes:core:stable:v1.${found.minor}:pkgs.k8s.io [amd64]) for '${name}'\n`);
    const is = installed.find((one) => one.name === name);
    if (version === undefined && is !== undefined && (is.held || compareVersions(found.version, is.version) <= 0)) {
      out.write(`${name} is already the newest version (${is.version}).\n`);
      continue;
    }
    if (is?.version === found.version) out.write(`${name} is already the newest version (${found.version}).\n`);
    else wanted.push(found);
  }
  // A newer kubelet or kubeadm wants the tools of its minor.
  const tools = wanted.some(({ name }) => name === 'kubeadm') ? known.filter(({ name }) => name === 'cri-tools') : [];
  const more = newest(tools);
  const changes = [...wanted, ...(more !== undefined && !onlyUpgrade && compareVersions(more.version, installed.find(({ name }) => name === 'cri-tools')?.version ?? '0') > 0 ? [more] : [])].map((one) => ({ ...one, from: installed.find(({ name }) => name === one.name) }));
  const list = (title: string, names: readonly string[]): string => (names.length === 0 ? '' : `${title}\n  ${[...names].sort().join(' ')}\n`);
  const down = changes.filter(({ from, version }) => from !== undefined && compareVersions(version, from.version) < 0);
  const up = changes.filter(({ from, version }) => from !== undefined && compareVersions(version, from.version) > 0);
  const added = changes.filter(({ from }) => from === undefined);
  const held = changes.filter(({ from }) => from?.held === true);
  const left = installed.filter((one) => !changes.some(({ name }) => name === one.name) && compareVersions(newest(known.filter(({ name }) => name === one.name))?.version ?? '0', one.version) > 0).length;
  out.write(list('The following held packages will be changed:', held.map(({ name }) => name)) + list('The following NEW packages will be installed:', added.map(({ name }) => name)) + list('The following packages will be upgraded:', up.map(({ name }) => name)) + list('The following packages will be DOWNGRADED:', down.map(({ name }) => name)));
  out.write(`${up.length} upgraded, ${added.length} newly installed,${down.length > 0 ? ` ${down.length} downgraded,` : ''} 0 to remove and ${left} not upgraded.\n`);
  if (changes.length === 0) return 0;
  if (yes && held.length > 0 && !changeHeld) {
    err.write('E: Held packages were changed and -y was used without --allow-change-held-packages.\n');
    return 100;
  }
  if (yes && down.length > 0 && !downgrade) {
    err.write('E: Packages were downgraded and -y was used without --allow-downgrades.\n');
    return 100;
  }
  if (simulate) {
    for (const { name, version, from } of changes) out.write(`Inst ${name}${from === undefined ? '' : ` [${from.version}]`} (${version} isv:kubernetes:core:stable [amd64])\n`);
    return 0;
  }
  out.write(`Need to get ${(12.4 * changes.length).toFixed(1)} MB of archives.\n`);
  if (!yes) {
    out.write('Do you want to continue? [Y/n] ');
    const answer = yield* input.line();
    if (answer === undefined || !/^\s*(y(es)?)?\s*$/i.test(answer)) {
      out.write('Abort.\n');
      return 1;
    }
  }
  yield { do: 'sleep', micros: 3 * SECOND * changes.length };
  changes.forEach(({ name, version, minor }, at) => out.write(`Get:${at + 1} ${CDN}/v1.${minor}/deb  ${name} ${version} [12.4 MB]\n`));
  out.write(`Fetched ${(12.4 * changes.length).toFixed(1)} MB in 1s (12.4 MB/s)\n`);
  for (const { name, version, from } of changes) out.write(`Preparing to unpack .../${name}_${version}_amd64.deb ...\nUnpacking ${name} (${version})${from === undefined ? '' : ` over (${from.version})`} ...\n`);
  for (const { name, version } of changes) out.write(`Setting up ${name} (${version}) ...\n`);
  const kept = installed.map((one) => ({ ...one, version: changes.find(({ name }) => name === one.name)?.version ?? one.version }));
  write(shell, STATUS, statusText([...kept, ...added.map(({ name, version }): Installed => ({ name, version, held: false }))].sort((a, b) => (a.name < b.name ? -1 : 1))));
  return 0;
}

/** `upgrade`, `full-upgrade`: everything newer that is not held. */
function* upgrade(process: Process, flags: Flags): Steps<number> {
  const { shell, out } = process;
  const known = knownIn(shell.tree);
  const newer = installedIn(shell.tree).filter((one) => compareVersions(newest(known.filter(({ name }) => name === one.name))?.version ?? '0', one.version) > 0);
  const held = newer.filter((one) => one.held).map(({ name }) => name);
  if (newer.length === held.length) {
    out.write(`${BUILDING}Calculating upgrade...\n${held.length === 0 ? '' : `The following packages have been kept back:\n  ${held.join(' ')}\n`}0 upgraded, 0 newly installed, 0 to remove and ${held.length} not upgraded.\n`);
    return 0;
  }
  return yield* install(process, newer.filter((one) => !one.held).map(({ name }) => name), flags, true);
}

export const aptGet: Program = {
  *run(process) {
    const { args, err, name } = process;
    const words = args.filter((word) => !word.startsWith('-'));
    const has = (...options: readonly string[]): boolean => args.some((word) => options.includes(word));
    const flags: Flags = { yes: has('-y', '--yes', '--assume-yes', '-qy', '-yq', '-qqy'), changeHeld: has('--allow-change-held-packages'), downgrade: has('--allow-downgrades'), simulate: has('-s', '--simulate', '--dry-run') };
    const [verb = '', ...rest] = words;
    if (name === 'apt') err.write('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
    switch (verb) {
      case 'update': return yield* update(process);
      case 'install': return yield* install(process, rest, flags);
      case 'upgrade': case 'full-upgrade': case 'dist-upgrade': return yield* upgrade(process, flags);
      case 'list': case 'policy': case 'madison': case 'show': return look(process, words);
      case 'clean': case 'autoclean': return 0;
      default: err.write(`E: Invalid operation ${verb}\n`); return 100;
    }
  },
};

function look({ shell, out, err }: Process, [verb = '', ...names]: readonly string[]): number {
  const known = [...knownIn(shell.tree)].sort((a, b) => compareVersions(b.version, a.version));
  const installed = installedIn(shell.tree);
  if (verb === 'madison') {
    for (const name of names) {
      const found = known.filter((one) => one.name === name);
      if (found.length === 0) err.write(`N: Unable to locate package ${name}\n`);
      for (const one of found) out.write(`${name.padStart(10)} | ${one.version.padStart(10)} | ${addressOf(one.minor)}  Packages\n`);
    }
    return 0;
  }
  if (verb === 'policy') {
    for (const name of names) {
      const found = known.filter((one) => one.name === name);
      const is = installed.find((one) => one.name === name);
      if (found.length === 0 && is === undefined) err.write(`N: Unable to locate package ${name}\n`);
      else out.write(`${name}:\n  Installed: ${is?.version ?? '(none)'}\n  Candidate: ${newest([...found, ...(is === undefined ? [] : [is])])?.version ?? '(none)'}\n  Version table:\n${found.map((one) => `${one.version === is?.version ? ' *** ' : '     '}${one.version} 500\n        500 ${addressOf(one.minor)}  Packages\n${one.version === is?.version ? '        100 /var/lib/dpkg/status\n' : ''}`).join('')}`);
    }
    return 0;
  }
  if (verb === 'list') {
    out.write('Listing...\n');
    for (const { name, version } of installed) if (names.length === 0 || names.includes(name)) out.write(`${name}/now ${version} amd64 [installed]\n`);
    return 0;
  }
  err.write(`E: Invalid operation ${verb}\n`);
  return 100;
}

export const aptCache: Program = {
  *run(process) {
    yield* [];
    return look(process, process.args.filter((word) => !word.startsWith('-')));
  },
};

export const aptMark: Program = {
  *run({ args, out, err, shell }) {
    yield* [];
    const [verb = '', ...names] = args.filter((word) => !word.startsWith('-'));
    const installed = installedIn(shell.tree);
    if (verb === 'showhold') {
      out.write(installed.filter((one) => one.held).map(({ name }) => `${name}\n`).join(''));
      return 0;
    }
    if (verb !== 'hold' && verb !== 'unhold') {
      err.write(`E: Invalid operation ${verb}\n`);
      return 100;
    }
    const missing = names.find((name) => !installed.some((one) => one.name === name));
    if (missing !== undefined) {
      err.write(`E: Unable to locate package ${missing}\nE: No packages found\n`);
      return 100;
    }
    const hold = verb === 'hold';
    for (const name of names) {
      const was = installed.find((one) => one.name === name)!.held;
      out.write(was === hold ? `${name} was already ${hold ? 'set' : 'not'} on hold.\n` : hold ? `${name} set on hold.\n` : `Canceled hold on ${name}.\n`);
    }
    write(shell, STATUS, statusText(installed.map((one) => (names.includes(one.name) ? { ...one, held: hold } : one))));
    return 0;
  },
};

/** dpkg -l: what is installed. */
export const dpkg: Program = {
  *run({ args, out, err, shell }) {
    yield* [];
    if (!args.some((word) => word === '-l' || word === '--list')) {
      err.write('(dpkg here only lists: dpkg -l)\n');
      return 1;
    }
    const names = args.filter((word) => !word.startsWith('-'));
    out.write('Desired=Unknown/Install/Remove/Purge/Hold\n| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend\n|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)\n||/ Name           Version      Architecture Description\n+++-==============-============-============-=================================\n');
    for (const { name, version, held } of installedIn(shell.tree)) if (names.length === 0 || names.some((one) => glob(one).test(name))) out.write(`${held ? 'hi' : 'ii'}  ${name.padEnd(14)} ${version.padEnd(12)} amd64        Kubernetes package\n`);
    return 0;
  },
};

export const PACKAGE_PROGRAMS: Readonly<Record<string, Program>> = { 'apt-get': aptGet, apt: aptGet, 'apt-cache': aptCache, 'apt-mark': aptMark, dpkg };
