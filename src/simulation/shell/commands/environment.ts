import { nodeAt, resolvePath } from '../files/tree';
import type { Process, Run } from '../shell';
import { runProgram } from '../run/run';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** cd */
export const cd: Run = function* cd({ shell, args, out, err }) {
  if (args.length > 1) {
    err.write('bash: cd: too many arguments\n');
    return 1;
  }
  const [word = shell.variable('HOME') ?? shell.home] = args;
  const target = word === '-' ? shell.variable('OLDPWD') : word;
  if (target === undefined) {
    err.write('bash: cd: OLDPWD not set\n');
    return 1;
  }
  const path = target === '' ? shell.directory : resolvePath(shell.directory, target);
  const there = nodeAt(shell.tree, path);
  if (there?.kind !== 'directory') {
    err.write(`bash: cd: ${word}: ${there === undefined ? 'No such file or directory' : 'Not a directory'}\n`);
    return 1;
  }
  shell.assign('OLDPWD', shell.directory);
  shell.directory = path;
  shell.assign('PWD', path);
  if (word === '-') out.write(`${path}\n`);
  return 0;
};

/** pwd */
export const pwd: Run = function* pwd({ shell, out }) {
  out.write(`${shell.directory}\n`);
  return 0;
};

/** export */
export const exportNames: Run = function* exportNames({ shell, args, out, err }) {
  const names = args.filter((word) => word !== '-p');
  if (names.length === 0) {
    for (const name of [...shell.exported].sort()) if (shell.variables.has(name)) out.write(`declare -x ${name}="${shell.get(name).replace(/["\\$`]/g, '\\$&')}"\n`);
    return 0;
  }
  let status = 0;
  for (const word of names) {
    const [, name = '', value] = /^([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
    if (!NAME.test(name)) {
      err.write(`bash: export: \`${word}': not a valid identifier\n`);
      status = 1;
      continue;
    }
    if (value !== undefined) shell.assign(name, value);
    shell.exported.add(name);
  }
  return status;
};

/** unset */
export const unset: Run = function* unset({ shell, args }) {
  for (const name of args) {
    shell.variables.delete(name);
    shell.exported.delete(name);
  }
  return 0;
};

/** env(1) */
export const env: Run = function* env(process) {
  const own = process.shell.fork();
  let at = 0;
  for (let word = process.args[at]; word !== undefined && (/^[^=]+=/.test(word) || word === '-i' || word === '-'); word = process.args[(at += 1)]) {
    const [, name = '', value = ''] = /^([^=]*)=([^]*)$/.exec(word) ?? [];
    if (name === '') own.exported.clear();
    else {
      own.assign(name, value);
      own.exported.add(name);
    }
  }
  const [name, ...args] = process.args.slice(at);
  if (name !== undefined && !process.shell.host.programs.has(name)) {
    process.err.write(`env: '${name}': No such file or directory\n`);
    return 127;
  }
  if (name !== undefined) return yield* runProgram({ ...process, shell: own, name, args });
  for (const one of own.exported) if (own.variables.has(one)) process.out.write(`${one}=${own.get(one)}\n`);
  return 0;
};

/** printenv(1) */
export const printenv: Run = function* printenv(process) {
  if (process.args.length === 0) return yield* env(process);
  let status = 0;
  for (const name of process.args) {
    if (process.shell.exported.has(name) && process.shell.variables.has(name)) process.out.write(`${process.shell.get(name)}\n`);
    else status = 1;
  }
  return status;
};

/** alias */
export const alias: Run = function* alias({ shell, args, out, err }) {
  let status = 0;
  const print = (name: string, text: string): void => out.write(`alias ${name}=${quoted(text)}\n`);
  if (args.length === 0) for (const [name, text] of [...shell.aliases].sort(([a], [b]) => (a < b ? -1 : 1))) print(name, text);
  for (const word of args) {
    const [, name = '', text] = /^([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
    const known = shell.aliases.get(name);
    if (text !== undefined && /[\s/$`"'=&|;()<>\\]/.test(name)) {
      err.write(`bash: alias: \`${name}': invalid alias name\n`);
      status = 1;
    } else if (text !== undefined) shell.aliases.set(name, text);
    else if (known !== undefined) print(name, known);
    else {
      err.write(`bash: alias: ${name}: not found\n`);
      status = 1;
    }
  }
  return status;
};

/** unalias */
export const unalias: Run = function* unalias({ shell, args, err }) {
  let status = 0;
  for (const name of args) {
    if (name === '-a') shell.aliases.clear();
    else if (!shell.aliases.delete(name)) {
      err.write(`bash: unalias: ${name}: not found\n`);
      status = 1;
    }
  }
  return status;
};

/** history */
export const history: Run = function* history({ shell, args, out, err }) {
  const [word] = args;
  if (word === '-c') {
    shell.history = [];
    return 0;
  }
  if (word !== undefined && !/^\d+$/.test(word)) {
    err.write(`bash: history: ${word}: numeric argument required\n`);
    return 1;
  }
  const from = word === undefined ? 0 : Math.max(0, shell.history.length - Number(word));
  for (const [at, line] of shell.history.entries()) if (at >= from) out.write(`${String(at + 1).padStart(5)}  ${line}\n`);
  return 0;
};

const KEYWORDS = new Set(['for', 'while', 'until', 'do', 'done', 'if', 'then', 'elif', 'else', 'fi', '{', '}', 'in', '!', 'time']);

/** type */
export const type: Run = function* type({ shell, args, out, err }) {
  let status = 0;
  const short = args[0] === '-t';
  for (const name of short ? args.slice(1) : args) {
    const [aliased, program] = [shell.aliases.get(name), shell.host.programs.get(name)];
    if (aliased !== undefined) out.write(short ? 'alias\n' : `${name} is aliased to \`${aliased}'\n`);
    else if (KEYWORDS.has(name)) out.write(short ? 'keyword\n' : `${name} is a shell keyword\n`);
    else if (program?.builtin === true) out.write(short ? 'builtin\n' : `${name} is a shell builtin\n`);
    else if (program !== undefined) out.write(short ? 'file\n' : `${name} is /usr/bin/${name}\n`);
    else {
      if (!short) err.write(`bash: type: ${name}: not found\n`);
      status = 1;
    }
  }
  return status;
};

/** which(1) */
export const which: Run = function* which({ shell, args, out }) {
  let status = 0;
  for (const name of args) {
    const program = shell.host.programs.get(name);
    if (program === undefined || program.builtin === true) status = 1;
    else out.write(`/usr/bin/${name}\n`);
  }
  return status;
};

/** command: `-v name`, or the command itself without aliases. */
export const command: Run = function* command(process) {
  const { shell, args, out } = process;
  if (args[0] !== '-v' && args[0] !== '-V') {
    const [name, ...rest] = args;
    return name === undefined ? 0 : yield* runProgram({ ...process, name, args: rest });
  }
  let status = 0;
  for (const name of args.slice(1)) {
    const [aliased, program] = [shell.aliases.get(name), shell.host.programs.get(name)];
    if (aliased !== undefined) out.write(`alias ${name}=${quoted(aliased)}\n`);
    else if (program !== undefined) out.write(`${program.builtin === true ? name : `/usr/bin/${name}`}\n`);
    else status = 1;
  }
  return status;
};

const said = (text: (process: Process) => string): Run =>
  function* say(process) {
    process.out.write(`${text(process)}\n`);
    return 0;
  };

export const whoami = said(({ shell }) => shell.get('USER'));

/** hostname(1): the name; with -f what /etc/hosts calls it first, and with -i the address there, as getaddrinfo finds them. */
export const hostname = said(({ args: [flag = ''], shell }) => {
  const textAt = (path: string): string | undefined => {
    const node = nodeAt(shell.tree, path);
    return node?.kind === 'file' ? node.text : undefined;
  };
  const name = textAt('/etc/hostname')?.trim() ?? shell.get('HOSTNAME');
  const [address = '', full = name] = (textAt('/etc/hosts') ?? '').split('\n').map((line) => line.split(/\s+/)).find(([, ...names]) => names.includes(name)) ?? [];
  if (/^(?:-f|--fqdn|--long)$/.test(flag)) return full;
  return flag === '-i' || flag === '--ip-address' ? address : flag === '-s' ? name.replace(/\..*/, '') : name;
});
export const id = said(({ shell }) => (shell.get('USER') === 'root' ? 'uid=0(root) gid=0(root) groups=0(root)' : `uid=1000(${shell.get('USER')}) gid=1000(${shell.get('USER')}) groups=1000(${shell.get('USER')})`));
/** Of all machines here, as nodes tell it in their status. */
const KERNEL = '6.18.0';

export const uname = said(({ args, shell }) => (args[0] === '-a' ? `Linux ${shell.get('HOSTNAME')} ${KERNEL} #1 SMP PREEMPT_DYNAMIC x86_64 GNU/Linux` : args[0] === '-r' ? KERNEL : args[0] === '-m' ? 'x86_64' : args[0] === '-n' ? shell.get('HOSTNAME') : 'Linux'));

/** set: options are taken and change nothing; without any, the variables are printed. */
export const set: Run = function* set({ shell, args, out }) {
  if (args.length === 0) for (const [name, value] of [...shell.variables].sort(([a], [b]) => (a < b ? -1 : 1))) out.write(`${name}=${/^[\w./:@%+-]*$/.test(value) ? value : quoted(value)}\n`);
  return 0;
};
