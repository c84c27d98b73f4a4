/** People and partners who come to run activities, and the papers that are running out. */
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconUserStar } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogueView } from '#shared/contract/catalogue.ts';
import { documentsToRenew, type Facilitator } from '#shared/domain/catalogue/facilitator.ts';
import { isAway } from '#shared/domain/place/host.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { EditButton, Line, Lines, Tag } from '../../components/Section.tsx';
import { navigate } from '../../ground/route.ts';
import { euros, fullDate, listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { FacilitatorPanel } from './FacilitatorPanel.tsx';

interface FacilitatorsTabProps {
  catalogue: CatalogueView;
  today: string;
  /** Id of the one to show, from the address. */
  opened: string | undefined;
}

export function FacilitatorsTab({ catalogue, today, opened }: FacilitatorsTabProps) {
  const [adding, setAdding] = useState(false);
  const [withArchived, setWithArchived] = useState(false);
  const texts = t.catalogue.facilitators;
  const { facilitators, activities } = catalogue;
  const shown = facilitators.filter(({ archived }) => withArchived || !archived);
  const current = facilitators.find(({ id }) => id === opened);
  const open = (facilitator?: string) =>
    navigate('activites', { tab: 'intervenants', facilitator }, { replace: true });
  const add = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
      {texts.add}
    </Button>
  );

  return (
    <Stack>
      {shown.length === 0 ? (
        <EmptyState icon={IconUserStar} title={texts.empty} example={texts.emptyExample} action={add} />
      ) : (
        <>
          <Group justify="flex-end">{add}</Group>
          <Lines>
            {shown.map((facilitator) => {
              const runs = activities
                .filter((activity) => activity.facilitator === facilitator.id && !activity.archived)
                .map(({ name }) => name);
              return (
                <Line
                  key={facilitator.id}
                  mark={<IconUserStar size={22} stroke={1.5} aria-hidden />}
                  badges={
                    facilitator.archived ? (
                      <Tag>{t.forms.archived}</Tag>
                    ) : isAway(facilitator.absences, today) ? (
                      <Tag tone="warm">{t.place.team.away}</Tag>
                    ) : undefined
                  }
                  actions={<EditButton name={facilitator.name} onClick={() => open(facilitator.id)} />}
                >
                  <Text fw={600}>{facilitator.name}</Text>
                  <Text size="sm" c="dimmed">
                    {[
                      priceOf(facilitator),
                      facilitator.availability,
                      runs.length > 0 ? texts.activities(listed(runs)) : '',
                    ]
                      .filter((part) => part !== '')
                      .join(' · ')}
                  </Text>
                  <Papers facilitator={facilitator} today={today} />
                </Line>
              );
            })}
          </Lines>
        </>
      )}
      {facilitators.some(({ archived }) => archived) ? (
        <Checkbox
          label={t.forms.showArchived}
          checked={withArchived}
          onChange={(event) => setWithArchived(event.currentTarget.checked)}
        />
      ) : null}
      {current || adding ? (
        <FacilitatorPanel
          key={current?.id ?? 'new'}
          facilitator={current}
          onClose={() => {
            setAdding(false);
            if (current) open();
          }}
        />
      ) : null}
    </Stack>
  );
}

function priceOf({ price }: Facilitator): string {
  const texts = t.catalogue.facilitators;
  if (!price) return texts.unpaid;
  return price.unit === 'hour' ? texts.perHour(euros(price.cents)) : texts.perSession(euros(price.cents));
}

/** Only those that need something done. */
function Papers({ facilitator, today }: { facilitator: Facilitator; today: string }) {
  const texts = t.catalogue.facilitators;
  return documentsToRenew([facilitator], today).map(({ kind, name, expires, state }) => (
    <Text key={`${kind} ${name}`} size="sm" fw={500} c="var(--tone-orange-text)">
      <IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: '-3px', marginInlineEnd: 6 }} />
      {texts.state(texts.paper(kind, name), state, fullDate(expires))}
    </Text>
  ));
}
