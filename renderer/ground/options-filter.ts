/** What a list keeps of its choices while one types in it: the theme gives it to every list, in the place of Mantine's own. */
import { isOptionsGroup, type OptionsFilter } from '@mantine/core';
import { answers, compared, sought } from '#shared/domain/search/sought.ts';

export const foldedFilter: OptionsFilter = ({ options, search, limit }) => {
  const typed = sought(search);
  let room = limit;
  const keep = <Choice extends { label: string }>(choices: Choice[]): Choice[] => {
    const kept = choices.filter(({ label }) => answers(typed, compared(label), 'within')).slice(0, room);
    room -= kept.length;
    return kept;
  };
  return options.flatMap((option): typeof options =>
    isOptionsGroup(option) ? [{ ...option, items: keep(option.items) }] : keep([option]),
  );
};
