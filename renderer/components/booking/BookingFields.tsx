/** The fields of a booking, in the order people say it: what, when, where, who, and the rest folded away. */
import { Alert, Checkbox, NumberInput, Radio, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type BookingKind, bookingKinds } from '#shared/domain/planning/model.ts';
import { t } from '../../i18n/index.ts';
import { bookingIcon } from '../marks.tsx';
import { TypedSelect } from '../TypedSelect.tsx';
import classes from './booking.module.css';
import { type BookingForm, titledBy, withActivity, withUnlisted } from './booking-form.ts';
import { EquipmentFields } from './EquipmentFields.tsx';
import { FieldGroup } from './FieldGroup.tsx';
import { type FieldsProps, problemOf } from './fields.ts';
import { PeopleFields } from './PeopleFields.tsx';
import { WhenFields } from './WhenFields.tsx';
import { WhereFields } from './WhereFields.tsx';

interface BookingFieldsProps extends FieldsProps {
  /** The space was pointed at on the planning: an activity's habits do not move it. */
  chosenSpace: boolean;
  /** Those to choose among. Default: all. */
  kinds?: readonly BookingKind[];
  /** False where nothing can be an option. Default: true. */
  canBeOption?: boolean;
  /** Shown under the slot: the live check, the repetition. */
  children: ReactNode;
}

const words = t.planning.panel;
export function BookingFields({
  form,
  set,
  names,
  problems,
  chosenSpace,
  kinds = bookingKinds,
  canBeOption = true,
  children,
}: BookingFieldsProps) {
  const fields = { form, set, names, problems };
  /** The title that was typed as an activity. */
  const [became, setBecame] = useState('');
  const canBeTitle = form.title.trim() === '' && form.activity === null;
  const change = (part: Partial<BookingForm>) => set((now) => ({ ...now, ...part }));
  return (
    <>
      <FieldGroup legend={words.kind}>
        <Radio.Group
          aria-label={words.kind}
          value={form.kind}
          onChange={(kind) => change({ kind: kind as BookingForm['kind'] })}
          description={words.kindHints[form.kind]}
        >
          <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="xs" mt="xs">
            {kinds.map((kind) => {
              const Icon = bookingIcon(kind);
              return (
                <Radio.Card
                  key={kind}
                  value={kind}
                  className={classes.kind ?? ''}
                  aria-label={t.app.kinds[kind]}
                >
                  <Icon size={20} stroke={1.5} aria-hidden />
                  <Text size="sm">{t.app.kinds[kind]}</Text>
                </Radio.Card>
              );
            })}
          </SimpleGrid>
        </Radio.Group>
        {form.kind === 'session' ? (
          <TypedSelect
            label={words.activity}
            placeholder={words.activityPlaceholder}
            clearable
            selectFirstOptionOnChange
            data-autofocus
            nothingFoundMessage={canBeTitle ? words.activityNew : words.activityNone}
            words={form.unlisted?.activity}
            onWords={(typed) => set((now) => withUnlisted(now, 'activity', typed))}
            onUnlisted={(typed, isLike) => {
              const titled = isLike ? undefined : titledBy(form, typed);
              if (titled === undefined) return false;
              set(titled);
              setBecame(typed);
              return true;
            }}
            error={problemOf(problems, 'activity')}
            value={form.activity}
            data={names.activities.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => {
              const activity = names.activities.find((known) => known.id === id);
              set((now) =>
                activity ? withActivity(now, activity, chosenSpace) : { ...now, activity: null },
              );
            }}
          />
        ) : null}
        {form.kind === 'appointment' ? (
          <TextInput
            label={words.privateLabel}
            description={words.privateLabelHint}
            leftSection={<IconEyeOff size={16} aria-hidden />}
            size="sm"
            autoComplete="off"
            value={form.privateLabel}
            onChange={(event) => change({ privateLabel: event.currentTarget.value })}
          />
        ) : (
          <TextInput
            label={form.kind !== 'session' ? words.title : form.activity ? words.ownTitle : words.orTitle}
            description={became !== '' && form.title === became ? words.becameTitle : undefined}
            placeholder={words.titlePlaceholder[form.kind]}
            error={problemOf(problems, 'title')}
            maxLength={300}
            value={form.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
        )}
      </FieldGroup>
      <WhenFields {...fields} />
      <WhereFields {...fields} />
      {children}
      <PeopleFields {...fields} />
      {canBeOption ? (
        <Checkbox
          label={words.asOption}
          description={words.asOptionHint}
          checked={form.asOption}
          onChange={(event) => change({ asOption: event.currentTarget.checked })}
        />
      ) : null}
      <details className={classes.details}>
        <summary>{words.details}</summary>
        <FieldGroup>
          <SimpleGrid cols={2} spacing="sm">
            <NumberInput
              label={words.capacity}
              min={0}
              max={10_000}
              allowDecimal={false}
              value={form.capacity ?? ''}
              onChange={(capacity) => change({ capacity: typeof capacity === 'number' ? capacity : null })}
            />
            <TextInput
              label={words.fare}
              placeholder={form.kind === 'session' ? words.fareHint : ''}
              inputMode="decimal"
              error={problemOf(problems, 'fare')}
              value={form.fare}
              onChange={(event) => change({ fare: event.currentTarget.value })}
            />
          </SimpleGrid>
          <EquipmentFields {...fields} />
          {form.kind === 'appointment' ? (
            <Alert variant="light" color="gray">
              {words.kindHints.appointment}
            </Alert>
          ) : (
            <>
              <Textarea
                label={words.description}
                autosize
                minRows={2}
                maxRows={8}
                value={form.description}
                onChange={(event) => change({ description: event.currentTarget.value })}
              />
              <Checkbox
                label={words.isPublic}
                checked={form.isPublic}
                onChange={(event) => change({ isPublic: event.currentTarget.checked })}
              />
            </>
          )}
        </FieldGroup>
      </details>
    </>
  );
}
