/** Bytes, lines and words as real programs write them, and events that something damaged. */
import { describe, expect, test } from 'vitest';
import { decodeText } from '../text/decode.ts';
import { calendar, days, event, hours, options, read, shortly, titles } from './fixture.ts';
import { readWhole } from './read.ts';

const ofBytes = (...parts: (string | number[])[]) => {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const { text, damaged } = decodeText(bytes);
  return readWhole(text, { ...options, ...(damaged ? { damaged } : {}) });
};

describe('bytes', () => {
  const head =
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270112T100000\r\nDURATION:PT1H\r\nSUMMARY:';
  const tail = '\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
  test.each([
    ['two bytes', ['R', [0xc3], '\r\n ', [0xa9], 'union'], 'Réunion'],
    ['two bytes, by a tab, with one line end', ['R', [0xc3], '\n\t', [0xa9], 'union'], 'Réunion'],
    ['three bytes twice', ['l', [0xe2], '\r\n ', [0x80], '\r\n ', [0x99], 'été'], 'l’été'],
    ['four bytes', [[0xf0, 0x9f], '\r\n ', [0x8e, 0xb6], ' chorale'], '🎶 chorale'],
    ['two bytes, with old line ends', ['R', [0xc3], '\r ', [0xa9], 'union'], 'Réunion'],
  ] as [string, (string | number[])[], string][])(
    'a character of %s that a fold cuts',
    (_title, written, title) => {
      const reading = ofBytes(head, ...written, tail);
      expect(titles(reading)).toEqual([title]);
      expect(reading?.skipped).toEqual([]);
    },
  );

  test('one bad byte costs nothing but itself, and is told', () => {
    const other = 'BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20270113T100000\r\nSUMMARY:Été à Cœur\r\nEND:VEVENT\r\n';
    const reading = ofBytes(
      head,
      'R',
      [0xe9],
      'union \u0153uvre',
      '\r\nEND:VEVENT\r\n',
      other,
      'END:VCALENDAR',
    );
    expect(titles(reading)).toEqual(['Réunion œuvre', 'Été à Cœur']);
    expect(reading?.skipped).toEqual([{ line: 6, what: '', why: 'character-damaged' }]);
    expect(titles(ofBytes(head, 'Caf', [0xc3], tail, other))).toEqual(['Caf\ufffd', 'Été à Cœur']);
    expect(titles(ofBytes(head, 'Fin', [0xe2, 0x80], tail, other))).toEqual(['Fin\ufffd', 'Été à Cœur']);
  });

  test.each([
    ['windows-1252', Buffer.from('Été « à » Cœur : 5 €', 'latin1')],
    ['windows-1252, in capitals before a quote', Buffer.from('SOIRÉE « CAFÉ » À NOËL', 'latin1')],
  ])('a file in %s', (_title, bytes) => {
    const written = [...bytes].map((byte) => byte);
    const reading = ofBytes(head, written, tail);
    expect(titles(reading)?.[0]).toBe(new TextDecoder('windows-1252').decode(bytes));
    expect(reading?.skipped).toEqual([]);
  });

  test('a file in the encoding that its lines name', () => {
    const written = [...Buffer.from([0xd1, 0xee, 0xe1, 0xf0, 0xe0, 0xed, 0xe8, 0xe5])];
    expect(titles(ofBytes(head.replace('SUMMARY', 'SUMMARY;CHARSET=windows-1251'), written, tail))).toEqual([
      'Собрание',
    ]);
  });

  test.each([
    ['UTF-16, small end first', 'utf16le', false],
    ['UTF-16, big end first', 'utf16le', true],
  ] as const)('a file in %s, without a mark', (_title, encoding, swapped) => {
    const bytes = Buffer.from(`${head}Réunion${tail}`, encoding);
    expect(titles(ofBytes([...(swapped ? bytes.swap16() : bytes)]))).toEqual(['Réunion']);
  });

  test.each(['\ufeff', '\ufeff\r\n', '\r\n\r\n', ''])('%j before it', (before) => {
    expect(titles(ofBytes(before, head, 'Réunion', tail))).toEqual(['Réunion']);
  });

  test('two files put together, the second with its mark', () => {
    expect(
      titles(ofBytes('\ufeff', head, 'Un', tail, '\ufeff', head.replace('UID:a', 'UID:b'), 'Deux', tail)),
    ).toEqual(['Un', 'Deux']);
  });

  test.each(['\r\n', '\n', '\r', '\r\r\n'])('lines that end by %j', (end) => {
    const text = calendar(event('SUMMARY:Réu\r\n nion'), event('UID:b', 'DTSTART:hier')).replaceAll(
      '\r\n',
      end,
    );
    const reading = ofBytes(text);
    expect(titles(reading)).toEqual(['Réunion']);
    expect(reading?.skipped).toEqual([{ line: 11, what: 'Yoga', why: 'date-impossible' }]);
  });
});

describe('QUOTED-PRINTABLE', () => {
  test.each([
    ['UTF-8', 'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:R=C3=A9union', 'Réunion'],
    ['no charset', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:R=C3=A9union', 'Réunion'],
    ['windows-1252', 'SUMMARY;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:R=E9union =80', 'Réunion €'],
    ['ISO-8859-1 unsaid', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:R=E9union', 'Réunion'],
    ['as vCalendar 1.0 writes it', 'SUMMARY;QUOTED-PRINTABLE:R=C3=A9union', 'Réunion'],
    [
      'a soft line break',
      'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:R=C3=A9=\r\nunion d=27=C3=A9quipe',
      "Réunion d'équipe",
    ],
    ['a soft line break before a blank', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Bon=\r\n jour', 'Bon jour'],
    ['a fold in an escape', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:R=C3=\r\n A9union', 'Réunion'],
    ['a line end', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Un=0D=0ADeux', 'Un\r\nDeux'],
    ['an equals sign that says nothing', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:1+1=2, =ZZ', '1+1=2, =ZZ'],
    ['a sign at the very end', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Fin=', 'Fin='],
    [
      'a sign at the very end, before a line of vCalendar 1.0',
      'SUMMARY;ENCODING=QUOTED-PRINTABLE:Fin=\r\nAALARM:20270112T095500',
      'Fin=',
    ],
    [
      'a soft line break before a word and its colon',
      'SUMMARY;ENCODING=QUOTED-PRINTABLE:Au programme=\r\nURL: aucune ; LOCATION : ici',
      'Au programmeURL: aucune ; LOCATION : ici',
    ],
    ['none at all', 'SUMMARY:x=C3=A9', 'x=C3=A9'],
    ['BASE64', 'SUMMARY;ENCODING=BASE64:UsOpdW5pb24=', 'Réunion'],
  ])('%s', (_title, line, title) => {
    const reading = read(event(line));
    expect(titles(reading)).toEqual([title]);
    expect(reading.skipped).toEqual([]);
  });

  test.each(['DTSTART:20270112T150000', 'DTSTART;TZID=Europe/Paris:20270112T150000'])(
    'a sign at the very end takes no line away: %s',
    (start) => {
      const title = 'SUMMARY;ENCODING=QUOTED-PRINTABLE:1+1=';
      const reading = read(
        ['BEGIN:VEVENT', 'UID:a', title, start, 'DURATION:PT1H', 'END:VEVENT'].join('\r\n'),
      );
      expect(shortly(reading)).toEqual(['2027-01-12 15:00–16:00']);
      expect(titles(reading)).toEqual(['1+1=']);
    },
  );
});

describe('HTML', () => {
  const described = (...lines: string[]) => read(event(...lines)).placements[0]?.description;
  test.each([
    ['tags and entities', '<p>Bonjour<br>à <b>tous</b>&nbsp;!</p>', 'Bonjour\nà tous\u00a0!'],
    [
      'paragraphs',
      '<html><head><title>x</title><style>p{}</style></head><body><p>Un</p>\\n<p>Deux</p></body></html>',
      'Un\nDeux',
    ],
    ['a list', '<ul><li>thé</li><li>café</li></ul>', '– thé\n\n– café'.replace('\n\n', '\n')],
    ['a link', '<a href="https://exemple.fr/x">Rejoindre</a>', 'Rejoindre (https://exemple.fr/x)'],
    ['a link that says itself', '<a href="https://exemple.fr">https://exemple.fr</a>', 'https://exemple.fr'],
    ['lines of the text, where HTML says none', '<b>Un</b>\\nDeux', 'Un\nDeux'],
    ['entities alone', 'Caf&eacute; &amp; th&#233; &#x2019;', 'Café & thé ’'],
    ['what is no HTML', '1 < 2 et 3 > 2, <jean@exemple.fr>, R&D;', '1 < 2 et 3 > 2, <jean@exemple.fr>, R&D;'],
    ['a tag that is never closed', 'avant <!-- après <b', 'avant <!-- après <b'],
  ])('%s', (_title, written, words) => {
    expect(described(`DESCRIPTION:${written.replaceAll(',', '\\,').replaceAll(';', '\\;')}`)).toBe(words);
  });

  test('stands in for a description that is not there, and only then', () => {
    const html = 'X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Venez</p></body></html>';
    expect(described(html)).toBe('Venez');
    expect(described('DESCRIPTION:Bonjour', html)).toBe('Bonjour');
  });

  test('in a title and a place', () => {
    const [placement] = read(
      event('SUMMARY:<b>Café</b> &amp; thé', 'LOCATION:Salle&nbsp;<i>Verte</i>'),
    ).placements;
    expect(placement).toMatchObject({ title: 'Café & thé', room: 'Salle Verte' });
  });

  test('however long and damaged, takes no time', () => {
    for (const piece of ['<a href=x>', '<!--', '<style>', '<p ', '&amp', '<b> </b>', '</p>'])
      expect(read(event(`DESCRIPTION:<p>${piece.repeat(20_000)}`)).placements).toHaveLength(1);
  });
});

describe('damaged events', () => {
  const bare = (...lines: string[]) => ['BEGIN:VEVENT', ...lines].join('\r\n');
  const one = ['UID:x', 'SUMMARY:Un', 'DTSTART:20270112T100000', 'DTEND:20270112T110000'];
  test('one that does not end is kept, and told', () => {
    expect(shortly(read(bare(...one), event('UID:b', 'DTSTART:20270113T100000', 'DURATION:PT1H')))).toEqual([
      ...hours('01-12', '01-13'),
      '3 event-not-closed',
    ]);
  });

  test('one that did not begin is told', () => {
    expect(shortly(read(...one, 'END:VEVENT', event('UID:b')))).toEqual([...hours('01-12'), '7 event-cut']);
  });

  test('an alarm that does not end hides nothing', () => {
    const reading = read(
      bare(
        'UID:x',
        'BEGIN:VALARM',
        'DESCRIPTION:alarme',
        'TRIGGER:-PT5M',
        'DURATION:PT9H',
        ...one.slice(2),
        'END:VEVENT',
      ),
    );
    expect(shortly(reading)).toEqual([...hours('01-12'), '3 event-not-closed']);
  });

  test('names in small letters', () => {
    const text = calendar(event('SUMMARY:Réunion', 'BEGIN:VALARM', 'SUMMARY:x', 'END:VALARM')).toLowerCase();
    expect(titles(readWhole(text, options))).toEqual(['réunion']);
  });

  test('a sentence that lost its fold is told', () => {
    expect(shortly(read(event('DESCRIPTION:Bonjour', 'Infos: venez tôt', 'et la suite')))).toEqual([
      ...hours('01-12'),
      '10 line-unreadable',
      '11 line-unreadable',
    ]);
  });

  test.each([
    ['an end that is none', ['DTEND:demain'], ['3 date-impossible']],
    ['an end before the start', ['DTEND:20270112T090000'], ['3 end-before-start']],
    ['an end that is a day', ['DTEND;VALUE=DATE:20270113'], ['2027-01-12 10:00–24:00']],
    [
      'whole days with an end in hours',
      ['DTSTART;VALUE=DATE:20270112', 'DTEND:20270112T170000'],
      [...days('01-12'), '3 day-with-hours'],
    ],
    [
      'whole days that end before',
      ['DTSTART;VALUE=DATE:20270112', 'DTEND;VALUE=DATE:20270111'],
      ['3 end-before-start'],
    ],
    ['a rule without anything', ['RRULE:'], hours('01-12')],
    ['an interval of nothing', ['RRULE:FREQ=WEEKLY;INTERVAL=0'], [...hours('01-12'), '9 rule-unreadable']],
    ['a version that is no number', ['SEQUENCE:abc'], hours('01-12')],
    ['a year that no planning has', ['DTSTART:18000101T100000'], ['3 date-impossible']],
  ])('%s', (_title, lines, expected) => {
    expect(shortly(read(event(...lines)))).toEqual(expected);
  });

  test('two events that lost the lines between them are told', () => {
    const merged = event(
      'UID:b',
      'DTSTART:20270112T100000',
      'DURATION:PT1H',
      'UID:c',
      'DTSTART:20270113T100000',
    );
    expect(shortly(read(merged))).toEqual([...hours('01-12'), '9 line-repeated', '10 line-repeated']);
  });

  test('three events of one UID and one start, but of other titles, have names of their own', () => {
    const three = ['COUNT=2', 'COUNT=3', 'COUNT=4'].map((count) =>
      event(`RRULE:FREQ=DAILY;${count}`, `SUMMARY:Yoga ${count}`),
    );
    const ids = read(...three).placements.map(({ recurrenceId }) => recurrenceId);
    expect(new Set(ids).size).toBe(9);
  });

  test('escapes in a title', () => {
    expect(titles(read(event('SUMMARY;LANGUAGE=fr:Un\\, deux\\; trois \\\\ C:\\temp\\nfin')))).toEqual([
      'Un, deux; trois \\ C:\\temp\nfin',
    ]);
    expect(titles(read(event('SUMMARY;X-A="a:b;c":Titre: suite')))).toEqual(['Titre: suite']);
  });
});
