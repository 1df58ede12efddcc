// @vitest-environment node
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Form, Select, TextArea, TextInput } from '.';

const ignore = () => undefined;

describe('a field on the server', () => {
  it('is what it holds, and nothing that could be filled in', () => {
    const html = renderToString(
      <>
        <Form role="search">
          <TextInput code value="500m" onChange={ignore} />
        </Form>
        <TextInput value="" placeholder="Search" onChange={ignore} />
        <TextArea value={'a: 1\nb: 2'} rows={3} onChange={ignore} />
        <Select value="b" onChange={ignore}>
          <option value="a">First</option>
          {['b', 'c'].map((value) => (
            <option key={value} value={value}>
              Option {value}
            </option>
          ))}
        </Select>
      </>,
    );
    expect(html).not.toMatch(/<(form|input|textarea|select|option)/);
    expect(html.replace(/<!-- -->/g, '').match(/>[^<]+</g)).toEqual(['>500m<', '>Search<', '>a: 1\nb: 2<', '>Option b<']);
  });

  it('shows the first option where none is chosen, as the browser does', () => {
    expect(
      renderToString(
        <Select value="gone" onChange={ignore}>
          <option value="a">First</option>
          <option value="b">Second</option>
        </Select>,
      ),
    ).toContain('>First<');
  });
});
