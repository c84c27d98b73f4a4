/** What was changed at the same time on two devices: every version side by side, one gesture to keep one. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCalendarSearch, IconCheck } from '@tabler/icons-react';
import { useId, useMemo } from 'react';
import type { RivalPart } from '#shared/contract/rivals.ts';
import { isLocalDate } from '#shared/domain/time/wall.ts';
import { under } from '#shared/domain/under.ts';
import { useRoleNames } from '../../components/roles.ts';
import { useCommand, useEngine } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { hrefOf } from '../../ground/route.ts';
import { ago, capitalised, longDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { differencesOf } from './differences.ts';
import type { Lookup } from './fields.ts';
import classes from './rivals.module.css';

const words = t.rivals;

function useLookup(): Lookup {
  const { data: place } = useEngine('place.get', {});
  const { data: catalogue } = useEngine('catalogue.list', {});
  const { choices: roles } = useRoleNames();
  return useMemo(() => {
    const by = (all: readonly { id: string; name: string }[] | undefined) => {
      const found = new Map(all?.map(({ id, name }) => [id, name]));
      return (id: string) => found.get(id);
    };
    return {
      space: by(place?.spaces),
      host: by(place?.hosts),
      equipment: by(place?.equipment),
      activity: by(catalogue?.activities),
      facilitator: by(catalogue?.facilitators),
      category: by(place?.settings.categories),
      role: by(roles.map(({ value, label }) => ({ id: value, name: label }))),
    };
  }, [place, catalogue, roles]);
}

const keyOf = ({ key }: RivalPart) => `${key.circle} ${key.type} ${key.id} ${key.facet}`;

/** Nothing at all when there is nothing to choose. */
export function Rivals() {
  const { data } = useEngine('rivals.list', {});
  const { data: team } = useEngine('team.overview', {});
  const names = useLookup();
  if (data === undefined || data.length === 0) return null;
  const deviceName = (id: string | undefined): string => {
    const device = team?.devices.find((known) => known.id === id);
    if (device === undefined) return words.unknownDevice;
    const names = [device.person?.name ?? '', device.label].filter((name) => name !== '');
    return names.length === 2 ? `${names[0]} (${names[1]})` : (names[0] ?? words.unknownDevice);
  };
  return (
    <section>
      <Title order={2}>{words.title}</Title>
      <Text c="dimmed" mb="sm">
        {words.detail}
      </Text>
      <Stack>
        {data.map((part) => (
          <Part key={keyOf(part)} part={part} names={names} deviceName={deviceName} />
        ))}
      </Stack>
    </section>
  );
}

/** A line of the quarter keeps what was decided for a date under the name of that date. */
function facetName(facet: string): string | undefined {
  const date = facet.replace(/^on:/, '');
  return date !== facet && isLocalDate(date) ? words.decidedDate(longDate(date)) : under(words.facets, facet);
}

interface PartProps {
  part: RivalPart;
  names: Lookup;
  deviceName(id: string | undefined): string;
}

function Part({ part, names, deviceName }: PartProps) {
  const choose = useCommand('rivals.choose');
  const id = useId();
  const { key, title, date, values } = part;
  const { values: shown, alike } = differencesOf(part, names);
  const facet = facetName(key.facet);
  const about = [
    under(words.kinds, key.type) ?? words.otherKind,
    facet ?? '',
    date === undefined ? '' : longDate(date),
  ];

  async function keep(value: unknown) {
    const answer = await choose.run({ key, value });
    if (answer.ok) showDone(words.kept(title));
  }

  return (
    <Paper component="section" aria-labelledby={id} p="md" radius="lg" withBorder bg="var(--surface)">
      <Group justify="space-between" align="flex-start" mb="sm" gap="xs">
        <div>
          <Title order={3} id={id}>
            {title}
          </Title>
          <Text c="dimmed">{about.filter((each) => each !== '').join(' · ')}</Text>
        </div>
        {key.type === 'bookings' ? (
          <Button
            component="a"
            variant="subtle"
            leftSection={<IconCalendarSearch size={18} />}
            href={hrefOf('planning', { view: 'day', date, booking: key.id })}
          >
            {words.open}
          </Button>
        ) : null}
      </Group>
      {alike ? <Text mb="xs">{words.sameWords}</Text> : null}
      <ul className={classes.versions}>
        {values.map(({ value, device, at }, index) => {
          const who = deviceName(device);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: values have no other identity, and keep their order
            <li key={index} className={classes.version}>
              <div>
                <Text fw={600}>{capitalised(at === undefined ? who : words.version(who, ago(at)))}</Text>
                {index === 0 ? (
                  <Badge variant="default" tt="none">
                    {words.inForce}
                  </Badge>
                ) : null}
              </div>
              <dl className={classes.fields}>
                {shown[index]?.map((field) => (
                  <div key={field.key}>
                    <dt>{field.label}</dt>
                    <dd>{field.text}</dd>
                  </div>
                ))}
              </dl>
              <Button
                variant="default"
                leftSection={<IconCheck size={18} />}
                loading={choose.busy}
                aria-label={words.keepOf(title, who)}
                onClick={() => void keep(value)}
              >
                {words.keep}
              </Button>
            </li>
          );
        })}
      </ul>
    </Paper>
  );
}
