import { describe, expect, it } from 'vitest';
import { testShell } from './testing/terminal';

const FILES = { 'pods.txt': 'web-1 Running 3\nweb-2 Pending 12\ndb-0 Running 7\n', 'app/a.yaml': 'kind: Pod\n', 'app/b.yaml': 'kind: Service\n' };

/** A line, what it prints, its status. What bash 5.2 with GNU's coreutils prints. */
const CASES: readonly (readonly [string, string, number?])[] = [
  ['echo hello   world', 'hello world\n'],
  ["echo 'a  b' \"c  d\" e\\ \\ f", 'a  b c  d e  f\n'],
  ['x=5; echo $x "${x}y" \'$x\'', '5 5y $x\n'],
  ['echo ${none:-given} ${x:=6} $x ${x:+set}', 'given 6 6 set\n'],
  ['f=a.tar.gz; echo ${f%.*} ${f%%.*} ${f#*.} ${f##*.} ${#f} ${f/a/b} ${f:2:3}', 'a.tar a tar.gz gz 8 b.tar.gz tar\n'],
  ['echo $(echo a; echo b) "$(printf "x\\ny")"', 'a b x\ny\n'],
  ['echo `echo back`', 'back\n'],
  ['echo $((1 + 2 * 3)) $(( (1+2)*3 )) $((7/2)) $((2**10))', '7 9 3 1024\n'],
  ['i=1; i=$((i+1)); echo $i', '2\n'],
  ['echo {1..3} a{b,c}d {a..c} {01..03} {x}', '1 2 3 abd acd a b c 01 02 03 {x}\n'],
  ['for i in 1 2 3; do echo -n "$i "; done; echo', '1 2 3 \n'],
  ['for f in app/*.yaml; do cat $f; done', 'kind: Pod\nkind: Service\n'],
  ['i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done', '0\n1\n2\n'],
  ['until true; do echo never; done; echo $?', '0\n'],
  ['for i in 1 2 3 4; do if [ $i = 3 ]; then break; fi; [ $i = 1 ] && continue; echo $i; done', '2\n'],
  ['true && echo yes || echo no', 'yes\n'],
  ['false && echo yes || echo no', 'no\n'],
  ['! true; echo $?', '1\n'],
  ['false; echo $?', '1\n'],
  ['(cd app; pwd); pwd', '/home/learner/app\n/home/learner\n'],
  ['{ echo a; echo b; } | wc -l', '2\n'],
  ['cat pods.txt | grep Running | wc -l', '2\n'],
  ["awk '{print $1}' pods.txt", 'web-1\nweb-2\ndb-0\n'],
  ['grep -c web pods.txt; grep -v web pods.txt; grep -n Pending pods.txt', '2\ndb-0 Running 7\n2:web-2 Pending 12\n'],
  ['grep -o "web-[0-9]" pods.txt', 'web-1\nweb-2\n'],
  ['grep nothing pods.txt', '', 1],
  ['grep -E "^(web|db)-[01]" pods.txt | cut -d" " -f1', 'web-1\ndb-0\n'],
  ['sort -k3 -n pods.txt | head -1', 'web-1 Running 3\n'],
  ['sort -k3nr pods.txt | head -n 1', 'web-2 Pending 12\n'],
  ["cut -d' ' -f2 pods.txt | sort | uniq -c", '      1 Pending\n      2 Running\n'],
  ["sed 's/web/app/; /db/d' pods.txt", 'app-1 Running 3\napp-2 Pending 12\n'],
  ["sed -n '2p' pods.txt; sed -n '/db/,$p' pods.txt", 'web-2 Pending 12\ndb-0 Running 7\n'],
  ["echo 'image: nginx:1.0' | sed -E 's/(nginx):[0-9.]+/\\1:2.0/'", 'image: nginx:2.0\n'],
  ["sed -i 's/Pod/Job/' app/a.yaml; cat app/a.yaml", 'kind: Job\n'],
  ['echo hello | tr a-z A-Z; echo aabbb | tr -s ab; echo "a b" | tr -d " "', 'HELLO\nab\nab\n'],
  ["head -c 300000 /dev/zero | tr '\\0' x > big; wc -c < big; for w in $(seq 1 150000); do break; done; echo $w", '300000\n1\n'],
  ["head -c 131072 /dev/zero | tr '\\0' x > big; cat \"$(cat big)\"", 'bash: /usr/bin/cat: Argument list too long\n', 126],
  ['echo out > f; echo more >> f; cat f; cat < f | wc -l', 'out\nmore\n2\n'],
  ['cat none 2> err; cat err', 'cat: none: No such file or directory\n'],
  ['cat none > both 2>&1; cat both', 'cat: none: No such file or directory\n'],
  ['ls none 2>/dev/null || echo "no such"', 'no such\n'],
  ['cat <<EOF\nname: $USER\nEOF', 'name: learner\n'],
  ["cat <<'EOF'\nname: $USER\nEOF", 'name: $USER\n'],
  ['cat <<-EOF | tr a-z A-Z\n\tindented\n\tEOF', 'INDENTED\n'],
  ['cat <<< "here"', 'here\n'],
  ['echo a b c | xargs -n1 echo got', 'got a\ngot b\ngot c\n'],
  ["printf 'a\\nb\\n' | xargs -I{} echo '<{}>'", '<a>\n<b>\n'],
  ['printf "%-5s|%3d|%s\\n" ab 7 x cd 8 y', 'ab   |  7|x\ncd   |  8|y\n'],
  ['echo secret | base64; echo c2VjcmV0Cg== | base64 -d', 'c2VjcmV0Cg==\nsecret\n'],
  ['printf abc | sha256sum | cut -c1-12; sha256sum none', 'ba7816bf8f01\nsha256sum: none: No such file or directory\n', 1],
  ['mkdir -p x/y && touch x/y/z && find x -type f', 'x/y/z\n'],
  ['mkdir x/y; rm x; rm -r x; ls x', "mkdir: cannot create directory ‘x/y’: No such file or directory\nrm: cannot remove 'x': No such file or directory\nrm: cannot remove 'x': No such file or directory\nls: cannot access 'x': No such file or directory\n", 2],
  ['cp -r app copy; mv copy/a.yaml copy/c.yaml; ls copy', 'b.yaml  c.yaml\n'],
  ['ls app | cat', 'a.yaml\nb.yaml\n'],
  ['ls *.txt', 'pods.txt\n'],
  ['echo *.none', '*.none\n'],
  ['cd none', 'bash: cd: none: No such file or directory\n', 1],
  ['nosuch', "bash: nosuch: command not found\n(`help' lists the commands that there are)\n", 127],
  ['./app', 'bash: ./app: Is a directory\n', 126],
  ['echo )', "bash: syntax error near unexpected token `)'\n", 2],
  ['| cat', "bash: syntax error near unexpected token `|'\n", 2],
  ['echo hi >', "bash: syntax error near unexpected token `newline'\n", 2],
  ['echo x > /etc/hosts', 'bash: /etc/hosts: Permission denied\n', 1],
  ['yes | head -2', 'y\ny\n'],
  ['seq 3 | while read n; do echo "n=$n"; done', 'n=1\nn=2\nn=3\n'],
  ['alias hi="echo hello"; hi there; type hi', 'hello there\nhi is aliased to `echo hello\'\n'],
  ['alias ls="ls -1"; ls app', 'a.yaml\nb.yaml\n'],
  ['X=1 env | grep ^X; echo "[$X]"', 'X=1\n[]\n'],
  ['export Y=2; env | grep ^Y', 'Y=2\n'],
  ['type cd echo ls', 'cd is a shell builtin\necho is a shell builtin\nls is /usr/bin/ls\n'],
  ['[ a = b ] || test -f pods.txt && echo both', 'both\n'],
  ['[ x -eq 1 ]', 'bash: [: x: integer expression expected\n', 2],
  ['bash -c \'echo $0 $1; exit 3\' name arg; echo $?', 'bash arg\n3\n'],
  ['echo a # comment', 'a\n'],
  ['echo a#b', 'a#b\n'],
  ['wc pods.txt', ' 3  9 48 pods.txt\n'],
  ['head -c 3 pods.txt; echo; tail -n +3 pods.txt', 'web\ndb-0 Running 7\n'],
  ["echo '{\"a\":[1,{\"b\":\"x\"}]}' | jq -r '.a[1].b'", 'x\n'],
  ['sleep 1 | sleep 2; echo done', 'done\n'],
  ['timeout 1 sleep 5; echo $?', '124\n'],
  ['echo "a" | tee t1 t2 && cat t1 t2', 'a\na\na\n'],
  ['echo one two | { read a b; echo "$b $a"; }', 'two one\n'],
  ['cat pods.txt | awk \'$2 == "Running" {n++; sum += $3} END {print n, sum}\'', '2 10\n'],
];

describe('a line', () => {
  it.each(CASES.map(([line, out, status = 0]) => [line, { out, status }] as const))('%s', (line, printed) => {
    expect(testShell({ files: FILES }).run(line)).toEqual(printed);
  });
});

describe('what goes on', () => {
  it.each(['echo "open', "echo 'open", 'echo a &&', 'for i in 1 2; do', 'cat <<EOF', 'cat <<EOF\nbody', 'if true; then echo', 'echo $(ls', 'echo \\', '{ echo a;', 'echo ${x', 'a |'])('%s', (line) => {
    expect(testShell().run(line).status).toBeUndefined();
  });
});

describe('time', () => {
  it('passes while commands wait, side by side in a pipe', () => {
    const one = testShell();
    const began = one.now;
    one.run('sleep 5 | sleep 3');
    expect(one.now - began).toBeGreaterThan(5_000_000);
    expect(one.now - began).toBeLessThan(5_100_000);
  });

  it('passes in a loop that never waits, so that it can be ended', () => {
    expect(testShell({ most: 100 }).run('while true; do :; done').status).toBe(130);
  });
});

describe('what is typed', () => {
  it('goes to the command that reads', () => {
    const one = testShell({ typed: ['a: 1\n', 'b: 2\n'] });
    expect(one.run('cat > typed.yaml').status).toBe(0);
    expect(one.out('cat typed.yaml')).toBe('a: 1\nb: 2\n');
  });

  it('comes from the editor', () => {
    const one = testShell({ files: FILES, edits: (_, text) => `${text}more: yes` });
    one.run('vi app/a.yaml');
    expect(one.out('cat app/a.yaml')).toBe('kind: Pod\nmore: yes\n');
  });
});
