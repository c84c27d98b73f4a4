/** The catalogue by category, with what each activity takes. */
import { Button, Checkbox, Chip, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconSearch, IconTags, IconYoga } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogueView } from '#shared/contract/catalogue.ts';
import type { PlaceView } from '#shared/contract/place.ts';
import { type Activity, pricesOf } from '#shared/domain/catalogue/activity.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { categoryIcon } from '../../components/marks.tsx';
import { EditButton, Line, Lines, Tag } from '../../components/Section.tsx';
import { swatch } from '../../ground/palette.ts';
import { navigate } from '../../ground/route.ts';
import { duration, euros, listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { ActivityPanel } from './ActivityPanel.tsx';
import { type ActivityFilter, byCategory, filterActivities } from './activity-filter.ts';
import { CategoriesPanel } from './CategoriesPanel.tsx';

interface ActivitiesTabProps {
  catalogue: CatalogueView;
  place: PlaceView;
  /** Id of the activity to show, from the address. */
  opened: string | undefined;
}

const everything: ActivityFilter = { text: '', category: null, withArchived: false };

export function ActivitiesTab({ catalogue, place, opened }: ActivitiesTabProps) {
  const [filter, setFilter] = useState(everything);
  const [adding, setAdding] = useState(false);
  const [sorting, setSorting] = useState(false);
  const texts = t.catalogue;
  const { activities } = catalogue;
  const { categories } = place.settings;
  const groups = byCategory(filterActivities(activities, filter), categories);
  const shown = activities.find(({ id }) => id === opened);
  const open = (activity?: string) => navigate('activites', { activity }, { replace: true });
  const add = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
      {texts.add}
    </Button>
  );

  const categoriesButton = (
    <Button
      variant="default"
      leftSection={<IconTags size={18} stroke={1.5} />}
      onClick={() => setSorting(true)}
    >
      {texts.categories.open}
    </Button>
  );

  return (
    <Stack gap="lg">
      {activities.length === 0 ? (
        <EmptyState
          icon={IconYoga}
          title={texts.empty}
          example={texts.emptyExample}
          action={
            <Group gap="xs">
              {add}
              {categoriesButton}
            </Group>
          }
        />
      ) : (
        <Stack gap="sm">
          <Group justify="space-between">
            <TextInput
              aria-label={texts.search}
              placeholder={texts.search}
              leftSection={<IconSearch size={18} stroke={1.5} aria-hidden />}
              value={filter.text}
              w={300}
              onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
            />
            <Group gap="xs">
              {categoriesButton}
              {add}
            </Group>
          </Group>
          <Chip.Group
            value={filter.category ?? 'all'}
            onChange={(category) =>
              setFilter({
                ...filter,
                category: category === 'all' || Array.isArray(category) ? null : category,
              })
            }
          >
            <Group gap="xs" role="group" aria-label={texts.filter}>
              <Chip value="all">{texts.all}</Chip>
              {categories.map(({ id, name }) => (
                <Chip key={id} value={id}>
                  {name}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Stack>
      )}
      {activities.length > 0 && groups.length === 0 ? (
        <EmptyState
          icon={IconSearch}
          title={texts.nothing}
          action={
            <Button variant="default" onClick={() => setFilter(everything)}>
              {texts.clearFilters}
            </Button>
          }
        />
      ) : null}
      {groups.map(({ category, activities: ofCategory }) => {
        const Icon = categoryIcon(category?.id);
        return (
          <Stack key={category?.id ?? ''} gap="xs" component="section">
            <Group gap="xs">
              <Icon size={22} stroke={1.5} aria-hidden />
              <Title order={2} size="h3">
                {category?.name ?? texts.noCategory}
              </Title>
            </Group>
            <Lines>
              {ofCategory.map((activity) => (
                <Line
                  key={activity.id}
                  mark={<ActivityMark activity={activity} />}
                  badges={
                    <>
                      {activity.isPublic ? null : <Tag>{texts.internal}</Tag>}
                      {activity.archived ? <Tag>{t.forms.archived}</Tag> : null}
                    </>
                  }
                  actions={<EditButton name={activity.name} onClick={() => open(activity.id)} />}
                >
                  <Text fw={600}>{activity.name}</Text>
                  <Text size="sm" c="dimmed">
                    {summaryOf(activity, place)}
                  </Text>
                </Line>
              ))}
            </Lines>
          </Stack>
        );
      })}
      {activities.some(({ archived }) => archived) ? (
        <Checkbox
          label={t.forms.showArchived}
          checked={filter.withArchived}
          onChange={(event) => setFilter({ ...filter, withArchived: event.currentTarget.checked })}
        />
      ) : null}
      {sorting ? <CategoriesPanel categories={categories} onClose={() => setSorting(false)} /> : null}
      {shown || adding ? (
        <ActivityPanel
          key={shown?.id ?? 'new'}
          activity={shown}
          catalogue={catalogue}
          place={place}
          category={categories.find(({ id }) => id === filter.category)}
          onClose={() => {
            setAdding(false);
            if (shown) open();
          }}
        />
      ) : null}
    </Stack>
  );
}

function ActivityMark({ activity }: { activity: Activity }) {
  const Icon = categoryIcon(activity.category);
  const { fill, line, text } = swatch(activity.colour);
  return (
    <span
      aria-hidden
      style={{
        display: 'grid',
        placeItems: 'center',
        flex: 'none',
        width: 36,
        height: 36,
        borderRadius: 8,
        border: `2px solid ${line}`,
        background: fill,
        color: text,
      }}
    >
      <Icon size={20} stroke={1.75} />
    </span>
  );
}

const fareOf = (kind: Activity['fare']['kind'], full: string): string =>
  ({
    free: t.catalogue.free,
    standard: t.catalogue.standardFare(full),
    custom: t.catalogue.customFare(full),
    unsaid: '',
  })[kind];

/** "1 h 15 · Salle d’activités · 10 places · Tarif habituel, 12 €" */
function summaryOf(activity: Activity, { spaces, settings }: PlaceView): string {
  const texts = t.catalogue;
  const { fare, capacityMax } = activity;
  const cents = pricesOf(fare, settings.fares).full;
  const full = cents === undefined ? '' : euros(cents);
  const parts = [
    duration(activity.defaultDurationMin),
    activity.spaces.length === 0
      ? texts.outside
      : listed(activity.spaces.flatMap((id) => spaces.find((space) => space.id === id)?.name ?? [])),
    capacityMax === undefined ? '' : texts.seats(capacityMax),
    fareOf(fare.kind, full),
    activity.registration === 'open' ? texts.open : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
