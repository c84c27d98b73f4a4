/** Posters of single spaces: which spaces, which weeks. */
import { Checkbox, Group, Select, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Programme } from '#shared/domain/programme/model.ts';
import { mondaysOf } from '#shared/domain/programme/weeks.ts';
import { capitalised, weekText } from '#shared/domain/programme/wording.ts';
import { startOfWeek } from '#shared/domain/time/wall.ts';
import { t } from '../../i18n/index.ts';
import { PaperPiece } from './PaperPiece.tsx';
import { spacePosterPlan } from './paper/plans.tsx';

const words = t.programme.spacePoster;

export function SpacePoster({ name, programme }: { name: string; programme: Programme }) {
  const { spaces } = programme.place;
  const mondays = useMemo(() => mondaysOf(programme.sessions), [programme]);
  const [chosen, setChosen] = useState<string[]>(() => spaces.map(({ id }) => id));
  const [week, setWeek] = useState<string | null>(null);
  // This week, or the first one there is to print.
  const monday =
    mondays.find((one) => one === week) ??
    mondays.find((one) => one >= startOfWeek(programme.today)) ??
    mondays[0];
  const plans = useMemo(
    () =>
      monday === undefined
        ? []
        : spaces
            .filter(({ id }) => chosen.includes(id))
            .map((space) => spacePosterPlan(programme, space, monday)),
    [programme, spaces, chosen, monday],
  );
  return (
    <PaperPiece
      name={name}
      programme={programme}
      plans={plans}
      choices={
        <Group gap="lg" align="flex-start">
          <Select
            label={words.week}
            data={mondays.map((value) => ({ value, label: capitalised(weekText(value)) }))}
            value={monday ?? null}
            allowDeselect={false}
            w="22rem"
            onChange={setWeek}
          />
          <Checkbox.Group label={words.spaces} value={chosen} onChange={setChosen}>
            <Group gap="md" mt={8}>
              {spaces.map(({ id, name: space }) => (
                <Checkbox key={id} value={id} label={space} />
              ))}
            </Group>
            {chosen.length === 0 ? <Text size="sm">{words.chooseSpace}</Text> : null}
          </Checkbox.Group>
        </Group>
      }
    />
  );
}
