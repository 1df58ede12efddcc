import { describe, expect, it } from 'vitest';
import { renderDiagram } from './render';

const draw = (text: string) => renderDiagram(text, 'p', '제목 "A & B"', '설명');
const texts = (svg: string): string =>
  svg.replace(/<(title|desc)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, '|').replace(/\|+/g, '|');

const flowchart = `flowchart TB
  subgraph host["호스트"]
    subgraph vm["가상 머신"]
      subgraph c["컨테이너"]
        a["FastAPI 앱<br/>(main.py)"]:::pod
      end
      k1["게스트 커널"]:::kernel
    end
  end
  a --> k1
  k1 -.->|"대답은 <예>"| hw["하드웨어 [x86]"]
  class vm node`;

describe('renderDiagram', () => {
  it('draws a flowchart with every label, special characters included', async () => {
    const { svg } = await draw(flowchart);
    for (const label of ['호스트', '가상 머신', 'FastAPI 앱', '(main.py)', '대답은 &lt;예&gt;', '하드웨어 [x86]']) {
      expect(texts(svg)).toContain(label);
    }
    expect(svg).toMatch(/class="node is-pod"/);
    expect(svg).toMatch(/class="subgraph is-node"/);
  });

  it('is named, keeps its ids to itself and brings no styles, fonts or data attributes', async () => {
    const { svg } = await draw(flowchart);
    expect(svg).toContain('role="img" aria-labelledby="p-t" aria-describedby="p-d"');
    expect(svg).toContain('<title id="p-t">제목 &quot;A &amp; B&quot;</title><desc id="p-d">설명</desc>');
    const ids = [...svg.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(2);
    expect(ids.every((id) => id?.startsWith('p-'))).toBe(true);
    const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map((match) => match[1]);
    expect(used.every((id) => ids.includes(id))).toBe(true);
    expect(svg).not.toMatch(/<style|@import|https?:\/\/fonts| data-/);
  });

  it('joins links to their boxes across nested frames', async () => {
    const { svg } = await draw(flowchart);
    const boxOf = (label: string): number[] => {
      const nodes = [...svg.matchAll(/class="node[^"]*"><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"[\s\S]*?<\/g>/g)];
      return nodes.find(([whole]) => whole.includes(label))?.slice(1).map(Number) ?? [];
    };
    const [app, kernel] = [boxOf('FastAPI'), boxOf('게스트 커널')];
    expect(app).toHaveLength(4);
    expect(kernel).toHaveLength(4);
    const points = /<polyline class="edge" points="([^"]+)"/.exec(svg)?.[1]?.split(' ').map((pair) => pair.split(',').map(Number)) ?? [];
    const [first = [], last = []] = [points[0], points.at(-1)];
    expect(first[1]).toBeCloseTo((app[1] ?? 0) + (app[3] ?? 0), 0);
    expect(last[1]).toBeCloseTo(kernel[1] ?? 0, 0);
  });

  it('keeps what was written first on top, even in a cycle', async () => {
    const { svg } = await draw('flowchart TB\n  first["첫째"] --> second["둘째"] --> third["셋째"] -->|"다시"| first');
    const top = (label: string): number => Number(new RegExp(`y="([\\d.]+)"[^>]*>${label}<`).exec(svg)?.[1]);
    expect(top('첫째')).toBeLessThan(top('둘째'));
    expect(top('둘째')).toBeLessThan(top('셋째'));
    expect([...svg.matchAll(/marker-start=/g)]).toHaveLength(1);
    // The head at the start must point back along the line: its tip is at x = 0 and it is not turned.
    expect(svg).toMatch(/id="p-arrowhead-start"[^>]*orient="auto"[^>]*><polygon points="8 0, 0 /);
  });

  it('never goes below 12 px text at its narrowest', async () => {
    for (const text of [flowchart, 'sequenceDiagram\n  A->>B: 안녕', 'erDiagram\n  A ||--o{ B : has\n  A {\n    string name PK\n  }']) {
      const { svg, minWidth } = await draw(text);
      const viewWidth = Number(/viewBox="-?[\d.]+ -?[\d.]+ ([\d.]+)/.exec(svg)?.[1]);
      const smallest = Math.min(...[...svg.matchAll(/font-size="([\d.]+)"/g)].map((match) => Number(match[1])));
      expect((smallest * minWidth) / viewWidth).toBeGreaterThanOrEqual(12);
    }
  });

  it('gives sequence texts room between their lifelines and numbers them', async () => {
    const { svg, width } = await draw('sequenceDiagram\n  autonumber\n  A->>B: 아주 긴 한국어 문장이 두 참여자 사이에 놓입니다\n  B-->>A: 네');
    expect(texts(svg)).toContain('1. 아주 긴');
    expect(texts(svg)).toContain('2. 네');
    expect(width).toBeGreaterThan(200);
    const xs = [...svg.matchAll(/<tspan x="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(Math.max(...xs)).toBeLessThan(width);
  });

  it('keeps Hangul members inside their class box', async () => {
    const { svg } = await draw('classDiagram\n  class Pod {\n    +아주긴이름을가진컨테이너목록 컨테이너들이모인목록\n  }');
    const box = Number(/class="class-node"><rect [^>]*? width="([\d.]+)"/.exec(svg)?.[1]);
    expect(box).toBeGreaterThan(11 * 23);
  });

  it('draws entities behind a left-hand "zero or more"', async () => {
    const { svg } = await draw('erDiagram\n  PVC }o--|| STORAGECLASS : "동적"');
    expect(texts(svg)).toContain('STORAGECLASS');
  });

  it.each([
    ['flowchart LR\n  a --> ((b', /Parse error on line 2/],
    ['flowchart LR\n  a:::pink --> b', /class "pink"/],
    ['flowchart LR\n  a --x b', /cannot be drawn/],
    ['gantt\n  title x\n  section s\n  a :a1, 2024-01-01, 1d', /cannot be drawn/],
    ['erDiagram\n  A {\n    string name "이름"\n  }', /comment on attribute "name"/],
    ['stateDiagram-v2\n  state pick <<choice>>\n  [*] --> pick', /cannot be drawn/],
  ])('refuses what it would draw wrongly: %j', async (text, message) => {
    await expect(draw(text)).rejects.toThrow(message);
  });
});
