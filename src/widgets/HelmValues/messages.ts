import { defineMessages } from '@site/src/i18n/messages';

export const messages = defineMessages({
  ko: {
    title: '템플릿은 어떤 값을 받을까요?',
    tryFirst: '`-f prod.yaml`을 켜서 목록이 어떻게 달라지는지 보고, 태그를 두 번 준 명령에서 어느 쪽이 이기는지 보세요.',
    command: '명령에 붙이는 것',
    result: '템플릿이 받는 값',
    chart: '차트의 기본값',
    file: 'prod.yaml',
    gone: '(없음)',
    lessons: {
      listFromEmpty: 'ports는 [null, 8443]입니다. 인덱스로 준 --set은 차트의 기본 목록이 아니라 빈 목록에서 시작하고, 목록은 통째로 바뀝니다.',
      listFromFile: 'ports는 [80, 8443]입니다. 같은 명령의 -f 파일이 목록을 주었으므로 그 목록의 한 칸만 바뀝니다.',
      stringWins: 'image.tag는 글자 "1700"입니다. 명령에 적은 순서와 상관없이 모든 --set 다음에 --set-string을 읽습니다.',
      setWins: '--set과 --set-string은 차트의 기본값과 모든 -f 파일을 이깁니다.',
      nullDeletes: 'debug가 사라졌습니다. null은 빈 값이 아니라 그 기본값을 지우라는 뜻입니다.',
      fileMerges: '맵은 키마다 합쳐져 image.name이 남았고, 목록 ports는 통째로 바뀌었습니다.',
      defaults: '아무것도 주지 않으면 차트의 기본값 그대로입니다.',
    },
    simplifies: '하위 차트와 global, values.schema.json의 검사는 다루지 않습니다. 합치는 규칙은 Helm 4.2.4의 MergeValues, strvals, CoalesceValues와 같습니다.',
  },
  en: {
    title: 'Which values do the templates get?',
    tryFirst: 'switch on `-f prod.yaml` and watch the list, then see which of two tags wins.',
    command: 'Added to the command',
    result: 'What the templates get',
    chart: 'Default of the chart',
    file: 'prod.yaml',
    gone: '(gone)',
    lessons: {
      listFromEmpty: 'ports is [null, 8443]. A --set with an index begins with an empty list, not with the default of the chart, and a list is replaced as a whole.',
      listFromFile: 'ports is [80, 8443]. A -f file of the same command gave the list, so one item of that list changes.',
      stringWins: 'image.tag is the text "1700". Every --set-string is read after every --set, wherever it stands on the command.',
      setWins: '--set and --set-string win over the defaults of the chart and over every -f file.',
      nullDeletes: 'debug is gone. null is no empty value: it deletes that default.',
      fileMerges: 'Maps are merged key by key, so image.name stayed; the list ports was replaced as a whole.',
      defaults: 'With nothing added, the defaults of the chart apply as they are.',
    },
    simplifies: 'Subcharts, global values and the check against values.schema.json are left out. The merging follows MergeValues, strvals and CoalesceValues of Helm 4.2.4.',
  },
});
