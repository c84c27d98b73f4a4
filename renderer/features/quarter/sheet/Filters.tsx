/** What of the sheet is shown. */
import { Checkbox, Group, Select } from '@mantine/core';
import { given } from '#shared/domain/given.ts';
import { HALF_DAYS, type HalfDay } from '#shared/domain/quarter/figures/load.ts';
import { useCategories } from '../../../components/categories.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import type { SheetFilter } from '../ground/view-state.ts';

const words = t.quarter.sheet;

export function Filters() {
  const { view, names, state, go } = useQuarter();
  const { filter } = state;
  const categories = useCategories().list;
  const change = (part: { [K in keyof SheetFilter]?: SheetFilter[K] | undefined }) =>
    go({ filter: given({ ...filter, ...part }) as SheetFilter });
  const used = new Set(view.lines.map(({ who }) => who.facilitator));
  const field = (
    label: string,
    value: string | undefined,
    data: { value: string; label: string }[],
    set: (value: string | undefined) => void,
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      size="xs"
      w="8.2rem"
      clearable
      clearButtonProps={{ 'aria-label': `${t.forms.clear} ${label}` }}
      data={data}
      value={value ?? null}
      onChange={(next) => set(next ?? undefined)}
    />
  );
  return (
    <Group gap="xs" mb="xs" role="group" aria-label={words.filters}>
      {categories.length === 0
        ? null
        : field(
            words.category,
            filter.category,
            categories.map(({ id, name }) => ({ value: id, label: name })),
            (category) => change({ category }),
          )}
      {field(
        words.space,
        filter.space,
        names.spaces.map(({ id, name }) => ({ value: id, label: name })),
        (space) => change({ space }),
      )}
      {field(
        words.facilitator,
        filter.facilitator,
        names.facilitators
          .filter(({ id }) => used.has(id))
          .map(({ id, name }) => ({ value: id, label: name })),
        (facilitator) => change({ facilitator }),
      )}
      {field(
        words.half,
        filter.half,
        HALF_DAYS.map((value) => ({ value, label: words.halves[value] })),
        (half) => change({ half: half as HalfDay | undefined }),
      )}
      <Checkbox
        size="sm"
        label={words.undecided}
        checked={filter.undecided}
        onChange={(event) => change({ undecided: event.currentTarget.checked })}
      />
    </Group>
  );
}
