/**
 * What is understood of a typed line, always; then what is missing, and the words that are not understood, underlined
 * where they stand. They keep the line from being added.
 */
import { Button, Group, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Fragment } from 'react';
import { datesLeftOut, lineDates } from '#shared/domain/quarter/dates.ts';
import {
  describeKnown,
  type KnownLine,
  type OneLine,
  type OneLineContext,
} from '#shared/domain/quarter/one-line/one-line.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import { useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { t } from '../../../i18n/index.ts';
import { closedAmong } from '../closures/closed-days.ts';
import { useQuarter } from '../ground/context.ts';
import classes from '../ground/quarter.module.css';

const words = t.quarter.add;

interface UnderstoodProps {
  line: OneLine;
  context: OneLineContext;
}

export function Understood({ line, context }: UnderstoodProps) {
  const { known, missing, unknown, couldBe, pieces, toCreate } = line;
  const needed = missing.filter((part) => part !== 'space');
  const maybe = context.activities.find(({ id }) => id === couldBe[0]);
  return (
    <>
      {known.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of the line is what tells them apart.
        <Known key={index} line={one} context={context} />
      ))}
      {known.length > 1 && needed.length === 0 && unknown.length === 0 ? (
        <Said>{words.together(known.length)}</Said>
      ) : null}
      {needed.length > 0 ? <Said>{words.missing(needed.map((part) => words.parts[part]))}</Said> : null}
      {missing.includes('space') ? <Said>{words.withoutSpace}</Said> : null}
      {unknown.length > 0 ? (
        <>
          <Text size="sm" component="p" m={0} data-testid="typed-line">
            {pieces.map(({ text, is }, index) =>
              is === 'not-understood' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces stand in the order of the line.
                <mark key={index} className={classes.notUnderstood}>
                  {text}
                </mark>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces stand in the order of the line.
                <Fragment key={index}>{text}</Fragment>
              ),
            )}
          </Text>
          {unknown.map(({ text, why }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same word may be left over twice.
            <Text key={index} size="sm" component="p" m={0} className={classes.warm}>
              {words.unknown(text)} {words.refusals[why ?? 'not-understood']}
            </Text>
          ))}
          <Said>{words.blocked}</Said>
        </>
      ) : null}
      {toCreate.length > 0 ? (
        <Group gap="xs" mt={4}>
          {toCreate.map(({ name, as }) => (
            <CreatePerson key={`${as} ${name}`} name={name} as={as} />
          ))}
        </Group>
      ) : null}
      {maybe ? <Said>{words.couldBe(maybe.name)}</Said> : null}
    </>
  );
}

const Said = ({ children }: { children: string }) => (
  <Text size="sm" component="p" m={0}>
    {children}
  </Text>
);

/** "Yoga doux, mardi, 10 h – 11 h 15, … → 7 dates, dont 1 fermée, 2 laissées de côté (vacances)". */
function Known({
  line: { draft, without, endTaken, told = [] },
  context,
}: {
  line: KnownLine;
  context: OneLineContext;
}) {
  const { view } = useQuarter();
  const text = describeKnown({ draft, without }, context);
  if (text === '') return null;
  const { plan } = draft;
  const facts = new Map(view.days.map((day) => [day.date, day]));
  const isDated = !without.includes('when');
  const known = (date: LocalDate) => facts.get(date);
  const dates = isDated ? lineDates(plan, context.span, known) : [];
  const leftOut = isDated ? datesLeftOut(plan, context.span, known).length : 0;
  const also = [
    ...(endTaken ? [words.endTaken[endTaken]] : []),
    ...told.map((one) => words.told[one](dates.length)),
  ];
  const closed = closedAmong(dates, view).length;
  return (
    <Text size="sm" component="p" m={0}>
      {text}
      {isDated ? (
        <>
          {' → '}
          <strong>{words.count(dates.length)}</strong>
          {closed > 0 ? `, ${words.closed(closed)}` : ''}
          {leftOut > 0 ? `, ${words.leftOut(leftOut, plan)}` : ''}
        </>
      ) : null}
      {also.length > 0 ? `. ${also.join(' ')}` : ''}
    </Text>
  );
}

/** Somebody the line names and nobody knows: made here, and the line is read again with her. */
function CreatePerson({ name, as }: OneLine['toCreate'][number]) {
  const saveFacilitator = useCommand('catalogue.saveFacilitator');
  const saveHost = useCommand('place.saveHost');
  const create = async () => {
    const answer =
      as === 'facilitator'
        ? await saveFacilitator.run({
            facilitator: { name, contact: {}, price: null, availability: '', absences: [], documents: [] },
          })
        : await saveHost.run({ host: { name, role: 'volunteer-host', presence: NEVER_SAID, absences: [] } });
    if (answer.ok) showDone(words.created[as](name));
  };
  return (
    <Button
      type="button"
      size="compact-sm"
      variant="light"
      leftSection={<IconUserPlus size={16} aria-hidden />}
      loading={saveFacilitator.busy || saveHost.busy}
      onClick={() => void create()}
    >
      {words.create[as](name)}
    </Button>
  );
}

const NEVER_SAID = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
