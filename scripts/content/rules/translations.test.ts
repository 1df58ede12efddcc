import { expect, it } from 'vitest';
import { messagesOf } from '../testing';
import { footerKeys, navbarKeys, sidebarKeys, translations } from './translations';

const check = (messages: object, needed: string[] = []) => messagesOf(translations.check([{ file: '/navbar.json', text: JSON.stringify(messages, null, 2), needed }]));

it('reports labels that are missing, empty or Korean', () => {
  expect(check({ a: { message: 'A' } }, ['a'])).toEqual([]);
  expect(check({ b: { message: '' }, c: { message: '파드' } }, ['a'])).toEqual(['1: "a" is missing', '2: "b" is empty', '5: "c" has Korean in it']);
  expect(messagesOf(translations.check([{ file: '/x.json', text: '{', needed: [] }]))[0]).toContain('is no JSON');
});

it('knows which labels the configuration asks for', () => {
  expect(navbarKeys({ title: 'T', items: [{ label: '과정' }, { type: 'dropdown', label: '더', items: [{ label: '길잡이' }] }] })).toEqual(['title', 'item.label.과정', 'item.label.더', 'item.label.길잡이']);
  expect(footerKeys({ links: [{ title: '과정', items: [{ label: '1부' }] }], copyright: 'c' })).toEqual(['link.title.과정', 'link.item.label.1부', 'copyright']);
  expect(
    sidebarKeys({ course: ['home', { type: 'category', label: '기초', link: { type: 'generated-index', title: 'T' }, items: [{ type: 'link', label: '밖' }, { type: 'doc', label: '안' }] }, { type: 'category', key: 'k', label: '둘', items: [] }] }),
  ).toEqual(['sidebar.course.category.기초', 'sidebar.course.category.기초.link.generated-index.title', 'sidebar.course.link.밖', 'sidebar.course.doc.안', 'sidebar.course.category.k']);
});
