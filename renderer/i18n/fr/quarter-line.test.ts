/** The examples that the quarter shows are read as they stand, in any place. */
import { describe, expect, it } from 'vitest';
import { profile } from '#shared/domain/place/profiles.ts';
import { spanOf } from '#shared/domain/quarter/calendar.ts';
import { type OneLineContext, readOneLine } from '#shared/domain/quarter/one-line/one-line.ts';
import { quarter } from './quarter.ts';
import { lineWords } from './quarter-line.ts';

const nothing = { activities: [], hosts: [], facilitators: [] };
const places: [string, OneLineContext][] = [
  ['nothing', { ...nothing, span: spanOf('2027-1'), spaces: [] }],
  ['La Ressourcerie', { ...nothing, span: spanOf('2027-1'), spaces: profile('ressourcerie').spaces }],
];
const examples = [
  lineWords.add.placeholder,
  /«\u00a0(.*)\u00a0»/.exec(quarter.sheet.emptyExample)?.[1] ?? '',
];

describe('the examples of the quarter', () => {
  it.each(places)('are accepted by a place with %s', (_, context) => {
    for (const example of examples) {
      const { unknown, drafts } = readOneLine(example, context);
      expect({ example, unknown, drafts: drafts.length }).toEqual({ example, unknown: [], drafts: 1 });
    }
  });
});
