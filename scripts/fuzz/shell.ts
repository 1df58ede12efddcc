import type { Random } from '../../src/simulation/base/random';
import { testShell } from '../../src/simulation/shell/testing/terminal';
import { mutateText, pick } from './support/mutate-text';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

const FILES = { 'pods.txt': 'NAME READY STATUS\nweb-1 1/1 Running\nweb-2 0/1 Pending\n', 'app/a.yaml': 'kind: Pod\nspec:\n  image: nginx:1.0\n', 'data.json': '{"items":[{"name":"a","n":1},{"name":"b","n":2}]}\n' };

const COMMANDS = [
  'cat pods.txt', 'ls -l app', 'cd app', 'pwd', 'mkdir -p x/y', 'rm -rf x', 'cp pods.txt copy', 'mv copy moved', 'echo "$HOME" \'a b\' $x', "printf '%s-%d\\n' a 1", 'grep -n web pods.txt', "grep -E 'web|db' *.txt", 'head -n 2 pods.txt', 'tail -1', 'wc -l', 'sort -k2 -r', 'uniq -c', "cut -d' ' -f1",
  'tr a-z A-Z', "sed -n '/web/p' pods.txt", "sed 's/web/app/g; 1d'", "awk 'NR>1 {print $1, $3}' pods.txt", "awk '{n[$3]++} END {for (k in n) print k, n[k]}'", 'xargs -n1 echo', "jq -r '.items[] | select(.n > 1) | .name' data.json", "jq -c 'map_values(length)'", 'base64', 'base64 -d', 'sleep 1', 'history', 'export A=1',
  'env', 'alias k=echo', 'k get', 'tee out', 'touch t', 'find . -name "*.yaml"', 'true', 'false', '[ -f pods.txt ]', 'test 1 -lt 2', 'type cat nope', 'seq 1 5', 'date', 'x=5', 'x=$((x + 1))', 'echo $(cat pods.txt | wc -l)', 'watch -n1 date', 'yes', 'vi app/a.yaml', 'bash -c "echo $0"', 'timeout 2 sleep 9', 'cat', 'read a b', 'kubectl get pods',
  'for i in 1 2 3; do echo $i; done', 'while true; do echo x; break; done', 'if grep -q web pods.txt; then echo yes; else echo no; fi', '(cd app; ls)', '{ echo a; false; }', 'cat <<EOF\na: $x\nEOF', 'echo ${x:-none} ${x%.*} ${#x}', 'echo {1..4} {a,b}c', 'echo *.txt', 'clear', 'help',
];
const JOINS = [' | ', ' && ', ' || ', '; ', ' | ', '\n', ' & ', ' |& '];
const ENDS = ['', '', '', ' > out', ' >> out', ' 2>&1', ' 2>/dev/null', ' < pods.txt', ' &> both', ' <<< "text"'];

function line(random: Random): string {
  let text = pick(random, COMMANDS) + pick(random, ENDS);
  for (let more = random.below(4); more > 0; more -= 1) text += pick(random, JOINS) + pick(random, COMMANDS) + pick(random, ENDS);
  return random.below(3) === 0 ? text : mutateText(random, [text, ...COMMANDS]);
}

export const target: FuzzTarget<readonly string[]> = {
  about: 'command lines, pipes and mutations of them end with an exit status or go on at the prompt: no throw, no hang',
  count: 200_000,
  limit: 3000,
  make: (random) => Array.from({ length: 1 + random.below(3) }, () => line(random)),
  play(lines) {
    const one = testShell({ files: FILES, typed: ['typed line\n', 'more\n'], edits: (_, text) => `${text}x`, most: 500 });
    let last = '';
    for (const text of lines) {
      const { status, out } = one.run(text);
      if (status === undefined) {
        last = 'goes on';
        continue;
      }
      if (!Number.isInteger(status) || status < 0 || status > 255) throw new Broken(`exit status ${status}`);
      if (status === 127 && text.trim() !== '' && !/[#?;&]/.test(text) && !out.includes('found') && !/No such file/.test(out) && !/127|2>|&>|\|/.test(lines.join('\n'))) throw new Broken(`status 127 and nothing said: ${JSON.stringify(out)}`);
      last = status === 0 ? 'done' : status === 130 ? 'ended by Ctrl-C' : 'failed';
    }
    return last;
  },
};
