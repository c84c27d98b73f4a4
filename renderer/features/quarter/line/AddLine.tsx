/** A line typed as it is said, with what was understood under it as one types. */
import { Button, Group, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPlus } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import { titleOf } from '#shared/domain/planning/wording.ts';
import { type OneLineContext, readOneLine } from '#shared/domain/quarter/one-line/one-line.ts';
import { forgetDraft, useDraft } from '../../../ground/drafts.ts';
import { useCommand, useEngine } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { useFirstPress } from '../../../ground/under-way.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import classes from '../ground/quarter.module.css';
import { emptyLine, formOfLine, lineDraftKey, typedDraftKey } from './line-form.ts';
import { Understood } from './Understood.tsx';

const words = t.quarter.add;

export function AddLine() {
  const { view, openNewLine } = useQuarter();
  const { value: typed, set: setTyped } = useDraft(typedDraftKey(view.key), '');
  const save = useCommand('quarter.addLines');
  const read = useDeferredValue(typed);
  const context = useOneLineContext();
  const understood = useMemo(() => (read.trim() === '' ? null : readOneLine(read, context)), [read, context]);

  const isFirstPress = useFirstPress(typed);
  const add = async () => {
    const { drafts } = readOneLine(typed, context);
    const [first] = drafts;
    if (!first || !isFirstPress()) return;
    const activity = context.activities.find(({ id }) => id === first.what.activity);
    const title = titleOf(first.what, activity?.name);
    // At once: the next line is typed while this one is written. A line that is refused comes back, before it.
    setTyped('');
    const answer = await save.run({ key: view.key, lines: drafts });
    if (!answer.ok) {
      setTyped((next) => (next === '' ? typed : `${typed} ${next}`));
      return;
    }
    showDone(words.added(title, answer.value.dates, drafts.length));
  };

  /** The whole form, with what was understood. */
  const details = () => {
    if (typed.trim() === '') {
      openNewLine(emptyLine(view.key));
      return;
    }
    // What is typed now comes before what was half typed another day.
    void forgetDraft(lineDraftKey(view.key));
    const { known } = readOneLine(typed, context);
    const [first] = known;
    const empty = emptyLine(view.key);
    openNewLine(
      first && first.without.length === 0
        ? formOfLine({ id: '', ...first.draft })
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
        />
        {/* What was typed last is not yet read: Enter reads it, and a disabled button would keep Enter from coming. */}
        <Button type="submit" disabled={read === typed && (understood?.drafts.length ?? 0) === 0}>
          {words.action}
        </Button>
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
          // The form holds one line: of two, one would be lost.
          disabled={(understood?.known.length ?? 0) > 1}
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
  const { from, to, days } = view;
  const { activities, spaces, hosts, facilitators } = names;
  const fares = useEngine('place.get', {}).data?.settings.fares;
  return useMemo(
    () => ({ span: { from, to }, activities, spaces, hosts, facilitators, fares, days }),
    [from, to, activities, spaces, hosts, facilitators, fares, days],
  );
}
