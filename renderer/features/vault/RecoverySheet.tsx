/**
 * The recovery code, shown this once: printed or copied by hand, then two of its groups asked back.
 * On paper it is a page of its own (A4, black and white).
 */
import { Button, Group, Portal, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useCommand } from '../../ground/engine.ts';
import { fullDate, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import classes from './vault.module.css';

interface RecoverySheetProps {
  code: string;
  /** First name and team, as printed. */
  owner: string;
  onDone(): void;
}

/** Two different groups, at random, in order. */
function pickTwo(count: number): [number, number] {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2));
  const first = a % count;
  const second = (first + 1 + (b % (count - 1))) % count;
  return [Math.min(first, second) + 1, Math.max(first, second) + 1];
}

export function RecoverySheet({ code, owner, onDone }: RecoverySheetProps) {
  const groups = code.split('-');
  const [checking, setChecking] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const texts = t.vault.recovery;
  return (
    <>
      <div>
        {checking ? (
          <Check count={groups.length} onBack={() => setChecking(false)} onDone={onDone} />
        ) : (
          <Stack>
            <Text>{texts.intro}</Text>
            <CodeGroups groups={groups} />
            <Group gap={6}>
              <Button
                variant="default"
                leftSection={<IconPrinter size={18} />}
                onClick={() => void window.margelle.shell.print()}
              >
                {texts.print}
              </Button>
              <Button onClick={() => setChecking(true)}>{texts.done}</Button>
              <Button variant="subtle" px="xs" onClick={() => setLeaving(true)}>
                {texts.later}
              </Button>
            </Group>
          </Stack>
        )}
      </div>
      <Portal>
        <section className="print-sheet" aria-hidden>
          <Title order={1}>
            {t.app.product} – {texts.sheet.title}
          </Title>
          <p>
            {texts.sheet.vault}
            {'\u00a0: '}
            <strong>{owner}</strong>
            <br />
            {texts.sheet.date} {fullDate(today())}
          </p>
          <p>{texts.sheet.what}</p>
          <CodeGroups groups={groups} />
          <p>{texts.sheet.where}</p>
          <p>{texts.sheet.how}</p>
          <p>{texts.sheet.shred}</p>
        </section>
      </Portal>
      <ConfirmDialog
        opened={leaving}
        title={texts.laterTitle}
        confirm={texts.laterConfirm}
        onConfirm={onDone}
        onClose={() => setLeaving(false)}
      >
        {texts.laterText}
      </ConfirmDialog>
    </>
  );
}

const CodeGroups = ({ groups }: { groups: string[] }) => (
  <ol className={classes.code} aria-label={t.vault.recovery.codeLabel}>
    {groups.map((group, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the groups never change and may repeat
      <li key={at} className={classes.group}>
        <span className={classes.rank}>{at + 1}</span>
        {group}
      </li>
    ))}
  </ol>
);

function Check({ count, onBack, onDone }: { count: number; onBack(): void; onDone(): void }) {
  const [asked] = useState(() => pickTwo(count));
  const [typed, setTyped] = useState(['', '']);
  const [wrong, setWrong] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const confirm = useCommand('vault.confirmRecoveryCode');
  const texts = t.vault.recovery;

  async function check(event: FormEvent) {
    event.preventDefault();
    const answer = await confirm.run({
      groups: asked.map((index, at) => ({ index, value: (typed[at] ?? '').trim() })),
    });
    if (!answer.ok) return;
    if (answer.value) return onDone();
    setWrong(true);
    first.current?.select();
  }

  return (
    <form onSubmit={check}>
      <Stack>
        <Title order={2}>{texts.checkTitle}</Title>
        <Text>{texts.checkIntro}</Text>
        <SimpleGrid cols={2}>
          {asked.map((index, at) => (
            <TextInput
              key={index}
              ref={at === 0 ? first : undefined}
              label={texts.group(index)}
              value={typed[at]}
              maxLength={8}
              autoComplete="off"
              spellCheck={false}
              autoFocus={at === 0}
              styles={{
                input: { fontFamily: 'var(--mantine-font-family-monospace)', textTransform: 'uppercase' },
              }}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setWrong(false);
                setTyped((before) => before.map((text, place) => (place === at ? value : text)));
              }}
            />
          ))}
        </SimpleGrid>
        <Text role="status" mih="1.6em" c="var(--mantine-color-error)">
          {wrong ? texts.wrong : ''}
        </Text>
        <Group>
          <Button type="submit" loading={confirm.busy}>
            {texts.check}
          </Button>
          <Button variant="default" onClick={onBack}>
            {texts.again}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
