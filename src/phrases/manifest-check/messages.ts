import { defineMessages } from '@site/src/i18n/messages';

/** Who wrote a line of a stored object, and what is said where a field has no sentence of its own. */
export const originMessages = defineMessages({
  ko: {
    origins: { sent: '적은 대로', changed: '바뀐 값', empty: '빈 필드', default: '기본값', admission: '어드미션', server: '서버' },
    sent: '매니페스트에 적은 그대로입니다.',
    quantity: (sent: string) => `같은 양을 정해진 모양으로 바꿔 적습니다. 적은 값: ${sent}`,
    changed: (sent: string) => `서버가 이 값으로 바꿨습니다. 적은 값: ${sent}`,
    empty: '비어 있어도 Go의 JSON 인코더가 늘 적는 필드입니다. 적지 않은 것과 뜻이 같습니다.',
    default: (field: string, source: string) => `${field}의 기본값입니다(${source}).`,
    container: '안에 있는 기본값을 담는 자리입니다.',
    declared: 'CRD 스키마의 default입니다.',
    admission: '새 오브젝트를 고치는 어드미션 플러그인이 더했습니다.',
    server: '저장하면서 서버가 채웠습니다.',
  },
  en: {
    origins: { sent: 'as written', changed: 'changed', empty: 'empty field', default: 'default', admission: 'admission', server: 'server' },
    sent: 'As the manifest has it.',
    quantity: (sent: string) => `The same amount in its canonical form. Written: ${sent}`,
    changed: (sent: string) => `The server made it this value. Written: ${sent}`,
    empty: 'Go’s JSON encoder always prints this field, even empty. It means the same as leaving it out.',
    default: (field: string, source: string) => `The default of ${field} (${source}).`,
    container: 'It holds the defaults inside it.',
    declared: 'The default in the CRD’s schema.',
    admission: 'Added by an admission plug-in that changes new objects.',
    server: 'Filled in by the server as it stores the object.',
  },
});
