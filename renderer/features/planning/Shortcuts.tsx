/** The keys of the planning, on the planning: those of other screens are in Aide. */
import { Modal, Table, Text, Title } from '@mantine/core';
import { t } from '../../i18n/index.ts';

export function Shortcuts({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { title, onBlock, onScreen, block, screen } = t.planning.shortcuts;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={
        <Text fw={600} size="lg" component="span">
          {title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t.app.confirm.close }}
    >
      <Keys title={onBlock} lines={block} />
      <Keys title={onScreen} lines={screen} />
    </Modal>
  );
}

function Keys({ title, lines }: { title: string; lines: string[][] }) {
  return (
    <>
      <Title order={3} size="h4" mt="sm">
        {title}
      </Title>
      <Table>
        <Table.Tbody>
          {lines.map(([keys, does]) => (
            <Table.Tr key={keys}>
              <Table.Th scope="row" w="11rem" fw={600}>
                {keys}
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
