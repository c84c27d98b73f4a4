/** A line typed as it is said, with what was understood under it as one types. */
import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPlus } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { titleOf } from '#shared/domain/planning/wording.ts';
import { lineDates } from '#shared/domain/quarter/dates.ts';
import { describeLine, type OneLineContext, readOneLine } from '#shared/domain/quarter/one-line/one-line.ts';
import { forgetDraft } from '../../../ground/drafts.ts';
import { useCommand, useEngine } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { t } from '../../../i18n/index.ts';
import { closedAmong } from '../closures/closed-days.ts';
import { useQuarter } from '../ground/context.ts';
import classes from '../ground/quarter.module.css';
import { emptyLine, formOfLine, lineDraftKey } from './line-form.ts';

const words = t.quarter.add;

export function AddLine() {
  const { view, openNewLine } = useQuarter();
  const [typed, setTyped] = useState('');
  const save = useCommand('quarter.saveLine');
  const read = useDeferredValue(typed);
  const context = useOneLineContext();
  const understood = useMemo(() => (read.trim() === '' ? null : readOneLine(read, context)), [read, context]);

  const add = async () => {
    const { draft } = readOneLine(typed, context);
    if (!draft) return;
    const activity = context.activities.find(({ id }) => id === draft.what.activity);
    const title = titleOf(draft.what, activity?.name);
    // At once: the next line is typed while this one is written. A line that is refused comes back, before it.
    setTyped('');
    const answer = await save.run({ key: view.key, line: draft });
    if (!answer.ok) {
      setTyped((next) => (next === '' ? typed : `${typed} ${next}`));
      return;
    }
    showDone(words.added(title, answer.value.dates));
  };

  /** The whole form, with what was understood. */
  const details = () => {
    if (typed.trim() === '') {
      openNewLine(emptyLine(view.key));
      return;
    }
    // What is typed now comes before what was half typed another day.
    void forgetDraft(lineDraftKey(view.key));
    const { draft } = readOneLine(typed, context);
    const empty = emptyLine(view.key);
    openNewLine(
      draft
        ? formOfLine({ id: '', ...draft })
        : { ...empty, booking: { ...empty.booking, title: typed.trim().slice(0, 300) } },
    );
    setTyped('');
  };

  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          id="quarter-add"
          aria-label={words.label}
          aria-description={words.hint}
          aria-describedby="quarter-add-understood"
          placeholder={words.placeholder}
          leftSection={<IconPlus size={18} aria-hidden />}
          style={{ flex: 1 }}
          autoComplete="off"
          maxLength={2000}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTyped('');
          }}
        />
        {/* What was typed last is not yet read: Enter reads it, and a disabled button would keep Enter from coming. */}
        <Button type="submit" disabled={read === typed && !understood?.draft}>
          {words.action}
        </Button>
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
          onClick={details}
        >
          {words.details}
        </Button>
      </Group>
      <div id="quarter-add-understood" role="status" className={classes.understood}>
        {understood ? <Understood line={understood} context={context} /> : null}
      </div>
    </form>
  );
}

function useOneLineContext(): OneLineContext {
  const { view, names } = useQuarter();
  const { from, to } = view;
  const { activities, spaces, hosts, facilitators } = names;
  const fares = useEngine('place.get', {}).data?.settings.fares;
  return useMemo(
    () => ({ span: { from, to }, activities, spaces, hosts, facilitators, fares }),
    [from, to, activities, spaces, hosts, facilitators, fares],
  );
}

interface UnderstoodProps {
  line: ReturnType<typeof readOneLine>;
  context: OneLineContext;
}

/** "Yoga doux, mardi, 10 h – 11 h 15, … → 7 dates, dont 1 fermée"; then what is missing or was not understood. */
function Understood({ line, context }: UnderstoodProps) {
  const { view } = useQuarter();
  const { draft, missing, unknown, refused, couldBe } = line;
  const maybe = context.activities.find(({ id }) => id === couldBe[0]);
  const dates = draft ? lineDates(draft.plan, context.span) : [];
  const closed = draft ? closedAmong(dates, draft.plan, view).length : 0;
  return (
    <>
      {draft ? (
        <Text size="sm" component="p" m={0}>
          {describeLine(draft, context)} → <strong>{words.count(dates.length)}</strong>
          {closed > 0 ? `, ${words.closed(closed)}` : ''}
        </Text>
      ) : null}
      {missing.length > 0 ? (
        <Text size="sm" component="p" m={0}>
          {words.missing(missing.map((part) => words.parts[part]))}
        </Text>
      ) : null}
      {unknown.map((text) => (
        <Text key={text} size="sm" component="p" m={0} className={classes.warm}>
          {words.unknown(text)}{' '}
          {words.refusals[refused.find((one) => one.text === text)?.why ?? 'not-understood']}
        </Text>
      ))}
      {maybe ? (
        <Text size="sm" component="p" m={0}>
          {words.couldBe(maybe.name)}
        </Text>
      ) : null}
    </>
  );
}
