/** What lines name and that is archived, or not known here. */
import { Button, List } from '@mantine/core';
import { Notice } from '../../components/Notice.tsx';
import { t } from '../../i18n/index.ts';
import { useQuarter } from './ground/context.ts';

const words = t.quarter.draft;

export function Problems() {
  const { view, lookup, go } = useQuarter();
  const { problems } = view;
  if (problems.length === 0) return null;
  return (
    <div style={{ marginBottom: 'var(--mantine-spacing-sm)' }}>
      <Notice title={words.problems(problems.length)}>
        <List size="sm" mt={4}>
          {problems.map(({ line, what, id, how }) => (
            <List.Item key={`${line} ${what} ${id}`}>
              {words.problem(lookup.titleOf(line), words.problemKinds[what], how)}{' '}
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={words.openLine(lookup.titleOf(line))}
                onClick={() => go({ line })}
              >
                {t.quarter.tray.open}
              </Button>
            </List.Item>
          ))}
        </List>
      </Notice>
    </div>
  );
}
