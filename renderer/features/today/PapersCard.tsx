/** For the coordinator, who asks for them: the facilitators' papers that end soon. Nothing when there are none. */
import { Button, Text } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { documentsToRenew } from '#shared/domain/catalogue/facilitator.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import { useEngine } from '../../ground/engine.ts';
import { useMyRole } from '../../ground/my-role.ts';
import { hrefOf } from '../../ground/route.ts';
import { fullDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Card } from './Card.tsx';
import classes from './today.module.css';

const words = t.today.papers;
const SHOWN = 4;

export function PapersCard({ date }: { date: LocalDate }) {
  const isHers = useMyRole() === 'coordinator';
  const { data } = useEngine('catalogue.list', {}, { enabled: isHers });
  const papers = documentsToRenew(data?.facilitators ?? [], date);
  if (!isHers || papers.length === 0) return null;
  return (
    <Card icon={IconFileAlert} title={words.title}>
      <ul className={classes.list}>
        {papers.slice(0, SHOWN).map(({ facilitator, kind, name, expires, state }) => (
          <li key={`${facilitator.id} ${kind} ${name}`}>
            <a href={hrefOf('activites', { tab: 'intervenants', facilitator: facilitator.id })}>
              {facilitator.name}
            </a>
            <span className={classes.detail}>
              {words.until(t.catalogue.facilitators.paper(kind, name), state, fullDate(expires))}
            </span>
          </li>
        ))}
      </ul>
      {papers.length > SHOWN ? (
        <>
          <Text className={classes.detail}>{words.more(papers.length - SHOWN)}</Text>
          <Button component="a" variant="light" mt="xs" href={hrefOf('activites', { tab: 'intervenants' })}>
            {words.all}
          </Button>
        </>
      ) : null}
    </Card>
  );
}
