/** What pages print of the API server's refusals. */

/** Sentences that only an API server says. */
const REFUSAL = / is forbidden: |denied request: |denied the request: |failed calling webhook |resulted in error: |violate the new PodSecurity|Validation failed for |must specify [a-z.]+ for: [a-z]|unable to create new content|^RBAC: |^\{APIGroups:|other pods?\): /;

/** Of lines of fences and of code in sentences those that are a refusal, each with the fence's next line where it goes on. */
export function printedRefusals(text: string): readonly string[] {
  const fences = [...text.matchAll(/^```text[^\n]*\n([\s\S]*?)^```/gm)].flatMap(([, body = '']) => body.trimEnd().split('\n'));
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...new Set([...fences, ...inline])].filter((line) => REFUSAL.test(line));
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What kubectl and a condition put before the server's words. */
const BEFORE = /^(?:ReplicaFailure +True +FailedCreate: |Error from server \(\w+\): (?:error when creating "[^"]+": )?)/;

/** Whether a printed line is in what the core says; `…` stands for anything, at least one character. */
export function isSaid(printed: string, said: readonly string[]): boolean {
  const pattern = new RegExp(printed.replace(BEFORE, '').split('…').map(escape).join('.+'), 's');
  return said.some((one) => pattern.test(one));
}
