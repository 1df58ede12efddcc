import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed as printedBy } from './testing/terminal';

/** What a line prints, without what moves the cursor. */
const typed = (desk: Desk, text: string): string => printedBy(desk, text).replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r', '');

describe('kubectl cp and tar', () => {
  const desk = new Desk({ files: { 'site/index.html': 'hello 안녕\n', 'site/css/a.css': 'a {}\n' } });
  typed(desk, 'kubectl run web --image=nginx:1.30');
  typed(desk, 'kubectl wait --for=condition=Ready pod/web --timeout=60s');

  it('carries files and directories into a container and back', () => {
    expect(typed(desk, 'kubectl cp site/index.html web:/usr/share/nginx/html/new.html')).toBe('');
    expect(typed(desk, 'kubectl exec web -- cat /usr/share/nginx/html/new.html')).toContain('hello 안녕');
    expect(typed(desk, 'kubectl cp site web:/tmp')).toBe('');
    expect(typed(desk, 'kubectl exec web -- cat /tmp/site/css/a.css')).toContain('a {}');
    expect(typed(desk, 'kubectl cp default/web:/tmp/site back')).toContain("tar: removing leading '/' from member names");
    expect(typed(desk, 'cat back/index.html back/css/a.css')).toContain('hello 안녕\na {}');
  });

  it('says what is not there', () => {
    expect(typed(desk, 'kubectl cp nothing web:/tmp')).toContain("error: nothing doesn't exist in local filesystem");
    expect(typed(desk, 'kubectl cp web:/nothing here')).toContain('tar: /nothing: No such file or directory');
    expect(typed(desk, 'kubectl cp web:/nothing here; echo "exit $?"')).toContain('exit 1');
    expect(typed(desk, 'kubectl cp site other:/tmp')).toContain('Error from server (NotFound): pods "other" not found');
    expect(typed(desk, 'kubectl cp site web:/nowhere/at/all; echo "exit $?"')).toContain("can't change directory to '/nowhere/at'");
  });

  it('packs on the reader’s machine too', () => {
    expect(typed(desk, 'tar cf s.tar site && tar tf s.tar')).toContain('site/\nsite/css/\nsite/css/a.css\nsite/index.html\n');
    expect(typed(desk, 'kubectl exec web -- tar cf - /tmp/site | tar xf - && cat tmp/site/index.html')).toContain('hello 안녕');
    expect(typed(desk, 'echo no | tar xf -; echo "exit $?"')).toContain('This does not look like a tar archive');
  });
});
