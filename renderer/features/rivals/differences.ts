/** Where the values written at the same time differ: the only thing a person has to read to choose. */
import type { RivalPart } from '#shared/contract/rivals.ts';
import { t } from '../../i18n/index.ts';
import { type Field, fieldsOf, type Lookup } from './fields.ts';

export interface Differences {
  /** The parts to show of each value, in the order of the values. */
  values: Field[][];
  /** The values read the same: what differs is not for people. */
  alike: boolean;
}

const words = t.rivals;

/** A mark that something was removed says so in a word; so does a value that is absent. */
function readable(part: Pick<RivalPart, 'key'>, value: unknown, names: Lookup): Field[] {
  if (part.key.facet === 'gone')
    return [
      {
        key: 'gone',
        label: words.labels.status ?? '',
        text: value === null || value === false ? words.present : words.removed,
      },
    ];
  if (value === null || value === undefined)
    return [{ key: 'gone', label: words.labels.status ?? '', text: words.removed }];
  return fieldsOf(value, names);
}

export function differencesOf(part: Pick<RivalPart, 'key' | 'values'>, names: Lookup): Differences {
  const all = part.values.map(({ value }) => readable(part, value, names));
  // Two parts may share a name (the fares of two kinds): they are told apart by their rank among those.
  const ranked = all.map((fields) => {
    const seen = new Map<string, number>();
    return fields.map((field) => {
      const rank = seen.get(field.key) ?? 0;
      seen.set(field.key, rank + 1);
      return { ...field, key: rank === 0 ? field.key : `${field.key} ${rank}` };
    });
  });
  // What was removed has no parts to compare: those who kept it are compared with each other.
  const kept = ranked.filter(([first]) => first?.key !== 'gone');
  const keys = [...new Set(kept.flatMap((fields) => fields.map(({ key }) => key)))];
  const differing = keys.filter((key) => {
    const texts = kept.map((fields) => fields.find((field) => field.key === key)?.text);
    return new Set(texts).size > 1;
  });
  const alike =
    differing.length === 0 &&
    new Set(ranked.map((fields) => fields[0]?.key === 'gone' && fields[0].text)).size < 2;
  const labels = new Map(kept.flat().map(({ key, label }) => [key, label]));
  const shown = differing.length === 0 ? keys : differing;
  return {
    alike,
    values: ranked.map((fields) => {
      if (fields[0]?.key === 'gone') return fields;
      return shown.map(
        (key) =>
          fields.find((field) => field.key === key) ?? {
            key,
            label: labels.get(key) ?? words.other,
            text: words.nothing,
          },
      );
    }),
  };
}
