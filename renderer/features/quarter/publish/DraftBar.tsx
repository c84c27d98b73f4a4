/** Says at every moment whether this is a draft, what differs from the planning, and what can be done about it. */
import { Anchor, Button, Menu, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCircleCheck,
  IconDots,
  IconPencil,
  IconSend,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Tag } from '../../../components/Section.tsx';
import { useCommand } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { hrefOf, navigate } from '../../../ground/route.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import classes from '../ground/quarter.module.css';

const words = t.quarter.draft;

export function DraftBar({ onPublish }: { onPublish(): void }) {
  const { view, readOnly } = useQuarter();
  const { key, status, publication, differences, lines } = view;
  const [asking, setAsking] = useState<'take-back' | 'remove' | null>(null);
  const takeBack = useCommand('quarter.takeBack');
  const removal = useCommand('quarter.remove');
  const isDraft = status === 'draft';
  const Sign = isDraft ? IconPencil : IconCircleCheck;
  const goBack = async () => {
    const answer = await takeBack.run({ key });
    setAsking(null);
    if (answer.ok) showDone(t.quarter.publish.takenBack(answer.value.restored, answer.value.kept));
  };
  const remove = async () => {
    const answer = await removal.run({ key });
    setAsking(null);
    if (!answer.ok) return;
    showDone(t.quarter.remove.done(key));
    navigate('trimestre');
  };
  return (
    <section className={classes.draft} data-status={status} aria-label={words.badge}>
      <Tag tone={isDraft ? 'warm' : 'strong'}>
        <Sign size={14} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 4 }} />
        {isDraft ? words.badge : t.quarter.list.published}
      </Tag>
      <Text size="sm" component="div" className={classes.said}>
        <span>
          {isDraft
            ? words.nothingYet
            : differences > 0
              ? t.quarter.publish.differences(differences)
              : publication
                ? t.quarter.publish.published(publication.by, publication.at)
                : words.apart}
          {readOnly ? ` ${words.readOnly}` : ''}
          {view.rivals > 0 ? (
            <>
              {' '}
              {words.rivals(view.rivals)} <Anchor href={hrefOf('a-regler')}>{words.settle}</Anchor>
            </>
          ) : null}
        </span>
      </Text>
      {readOnly ? null : (
        <>
          <Button
            size="sm"
            variant={isDraft || differences > 0 ? 'filled' : 'default'}
            leftSection={<IconSend size={18} aria-hidden />}
            disabled={lines.length === 0 && publication === null}
            onClick={onPublish}
          >
            {isDraft ? t.quarter.publish.open : t.quarter.publish.openAgain}
          </Button>
          {publication?.canTakeBack === true || isDraft ? (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" size="sm" px="xs" aria-label={words.more}>
                  <IconDots size={18} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {publication?.canTakeBack === true ? (
                  <Menu.Item
                    leftSection={<IconArrowBackUp size={16} aria-hidden />}
                    onClick={() => setAsking('take-back')}
                  >
                    {t.quarter.publish.takeBack}
                  </Menu.Item>
                ) : null}
                {isDraft ? (
                  <Menu.Item
                    leftSection={<IconTrash size={16} aria-hidden />}
                    onClick={() => setAsking('remove')}
                  >
                    {t.quarter.remove.action}
                  </Menu.Item>
                ) : null}
              </Menu.Dropdown>
            </Menu>
          ) : null}
        </>
      )}
      <ConfirmDialog
        opened={asking === 'take-back'}
        title={t.quarter.publish.takeBackTitle}
        confirm={t.quarter.publish.takeBack}
        busy={takeBack.busy}
        onConfirm={() => void goBack()}
        onClose={() => setAsking(null)}
      >
        {t.quarter.publish.takeBackText}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'remove'}
        title={t.quarter.remove.title}
        confirm={t.quarter.remove.action}
        busy={removal.busy}
        onConfirm={() => void remove()}
        onClose={() => setAsking(null)}
      >
        {t.quarter.remove.text}
      </ConfirmDialog>
    </section>
  );
}
