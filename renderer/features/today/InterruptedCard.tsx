/** Imports that had been cut, by a lock or the end of Margelle, and what became of them; nothing when there are none. */
import { Anchor, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEngine } from '../../ground/engine.ts';
import { hrefOf } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { Card } from './Card.tsx';

const words = t.today.interrupted;

export function InterruptedCard() {
  const { data = [] } = useEngine('exchange.interrupted', {});
  if (data.length === 0) return null;
  return (
    <Card icon={IconFileImport} title={words.title} wide>
      {data.map((one) => (
        <Text key={`${one.outcome} ${one.name}`}>{words.line(one)}</Text>
      ))}
      <Anchor href={hrefOf('import-export')}>{words.see}</Anchor>
    </Card>
  );
}
